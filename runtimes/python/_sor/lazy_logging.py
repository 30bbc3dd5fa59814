"""Gives the logging module Lambda's handler and format when a function imports it, and costs nothing if none does.

It has to be that moment: code that calls logging.basicConfig or logs while it is loaded finds the root logger
configured, as on Lambda.
"""

import sys


def configure_when_imported(worker):
    """worker.context names the invocation that a record belongs to."""
    if "logging" in sys.modules:
        _configure(worker)
    else:
        sys.meta_path.insert(0, _LoggingFinder(worker))


def _configure(worker):
    from _sor.log_records import configure

    configure(worker)


class _LoggingFinder:
    """Stands in front of the other finders until logging is asked for."""

    def __init__(self, worker):
        self._worker = worker

    def find_spec(self, name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(self)
        for finder in sys.meta_path:
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                spec.loader = _ConfiguringLoader(spec.loader, self._worker)
                return spec
        return None


class _ConfiguringLoader:
    """Runs the module as its own loader does, then configures it."""

    def __init__(self, loader, worker):
        self._loader = loader
        self._worker = worker

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader
        self._loader.exec_module(module)
        _configure(self._worker)

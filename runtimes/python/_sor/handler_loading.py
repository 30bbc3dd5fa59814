"""Finds the function that _HANDLER names."""

import os
import sys

_LAYERS = "/opt/python"
_CO_COROUTINE = 0x80  # inspect.CO_COROUTINE, without importing inspect


def prepare_path(task_root):
    """Where imports look, in Lambda's order: the function's code, its layers, Python, and this runtime last."""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    layers = [path for path in (f"{_LAYERS}/lib/{version}/site-packages", _LAYERS) if os.path.isdir(path)]
    # This runtime's folder stands in front because its main.py was started; at the end it serves `import sor`.
    sys.path[:] = [task_root, *layers, *(path for path in sys.path if path != own), own]


def load(name):
    """The handler that `module.function` or `folder/module.function` names; Failure, with Lambda's types, if none."""
    module_name, _, function_name = name.rpartition(".")
    if not module_name:
        message = f"Bad handler '{name}': it must be MODULE.FUNCTION, such as app.handle"
        raise _failure("Runtime.MalformedHandlerName", message)
    module = _import(module_name)
    try:
        handler = getattr(module, function_name)
    except AttributeError:
        raise _failure("Runtime.HandlerNotFound", f"Handler '{function_name}' missing on module '{module_name}'") from None
    if not callable(handler):
        raise _failure("Runtime.HandlerNotFound", f"Handler '{function_name}' of module '{module_name}' is not a function")
    return _awaited(handler) if _is_async(handler) else handler


def _import(name):
    dotted = name.replace("/", ".")
    if dotted.partition(".")[0] in sys.builtin_module_names:
        raise _failure("Runtime.BuiltInModuleConflict", f"Cannot use built-in module {name} as a handler module")
    try:
        __import__(dotted)
        return sys.modules[dotted]
    except ImportError as problem:
        raise _failure("Runtime.ImportModuleError", f"Unable to import module '{name}': {problem}", problem) from None
    except SyntaxError as problem:
        place = f'  File "{problem.filename}" Line {problem.lineno}\n    {problem.text}'
        raise _failure("Runtime.UserCodeSyntaxError", f"Syntax error in module '{name}': {problem}", stack=[place]) from None
    except SystemExit as problem:
        message = f"Module '{name}' ended the process while it was loaded: SystemExit({problem.code!r})"
        raise _failure("Runtime.ExitError", message, problem) from None


def _failure(error_type, message, cause=None, stack=()):
    from _sor.failures import stack_of
    from _sor.outcomes import Failure

    return Failure(error_type, message, stack=stack_of(cause) if cause else stack)


def _is_async(handler):
    call = handler if hasattr(handler, "__code__") else getattr(type(handler), "__call__", None)
    code = getattr(call, "__code__", None)
    return code is not None and code.co_flags & _CO_COROUTINE != 0


def _awaited(handler):
    """An async handler as a plain one. One event loop for all invocations: clients that the handler keeps belong to it."""
    import asyncio

    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)

    def handle(event, context):
        return loop.run_until_complete(handler(event, context))

    return handle

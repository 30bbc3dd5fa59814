"""How the handler is found, and Lambda's errors where it is not."""

import os
import sys
import unittest
from unittest import mock

from support import RUNTIME, WorkerTest

import _sor.handler_loading


class LoadingTest(WorkerTest):
    def test_names_with_dots_and_slashes(self):
        self.write("pkg/__init__.py", "")
        self.write("pkg/mod.py", "def fn(event, context): return ['pkg.mod', event]")
        for handler in ("pkg.mod.fn", "pkg/mod.fn"):
            with self.subTest(handler):
                worker = self.start_handler(handler=handler)
                self.assertEqual(worker.hello().type, "ready")
                self.assertEqual(worker.invoke(1).json, ["pkg.mod", 1])

    def test_a_folder_needs_no_init_file(self):
        self.write("src/app.py", "def fn(event, context): return event")
        worker = self.start_handler(handler="src/app.fn")

        self.assertEqual(worker.hello().type, "ready")

    def test_a_callable_object_and_a_class_method_are_handlers(self):
        self.write(
            "app.py",
            """
            class Handler:
                def __call__(self, event, context):
                    return "called"

            handle = Handler()
            """,
        )
        worker = self.start_handler()
        worker.hello()

        self.assertEqual(worker.invoke(1).json, "called")

    def test_modules_named_like_this_runtimes_files_are_the_functions_own(self):
        self.write("main.py", "name = 'own main'")
        self.write("sor.py", "name = 'own sor'")
        worker = self.handler("""
            import main, sor

            def handle(event, context):
                return [main.name, sor.name]
        """)

        self.assertEqual(worker.invoke(1).json, ["own main", "own sor"])

    def test_the_environment_is_the_functions(self):
        worker = self.handler("""
            import os, sys

            def handle(event, context):
                return [os.environ.get("SOR_CHANNEL_FD"), os.environ["_HANDLER"], os.getcwd(), sys.path[0]]
        """)

        self.assertEqual(worker.invoke(1).json, [None, "app.handle", os.path.realpath(self.folder), self.folder])

    def test_children_of_the_handler_do_not_hold_the_channel(self):
        worker = self.handler("""
            import os, subprocess, sys

            def handle(event, context):
                return subprocess.check_output(["ls", "-l", "/proc/self/fd"], close_fds=False, text=True)
        """)

        listing = worker.invoke(1).json
        self.assertIn("/dev/null", listing)
        self.assertNotIn("socket", listing)

    def test_multiprocessing_may_start_its_children_anew(self):
        worker = self.handler("""
            import multiprocessing

            def handle(event, context):
                context = multiprocessing.get_context("spawn")
                child = context.Process(target=print, args=("child",))
                child.start()
                child.join()
                return child.exitcode
        """)

        self.assertEqual(worker.invoke(1).json, 0)
        self.assertEqual(worker.log(), "child\n")


class FailureTest(WorkerTest):
    def _error(self, source=None, handler="app.handle"):
        worker = self.start_handler(source, handler=handler)
        frame = worker.hello()
        self.assertEqual(frame and frame.type, "error", frame)
        self.assertNotIn("id", frame.header)
        self.assertEqual(worker.wait(), 1)
        self.assertTrue(worker.log().startswith(f"[ERROR] {frame.header['errorType']}: "), worker.log())
        return frame.header

    def test_malformed_name(self):
        for handler in ("app", "", ".handle"):
            with self.subTest(handler):
                error = self._error(handler=handler)
                self.assertEqual(error["errorType"], "Runtime.MalformedHandlerName")
                self.assertIn(f"Bad handler '{handler}'", error["errorMessage"])

    def test_missing_module(self):
        error = self._error(handler="nothing.handle")

        self.assertEqual(error["errorType"], "Runtime.ImportModuleError")
        self.assertEqual(error["errorMessage"], "Unable to import module 'nothing': No module named 'nothing'")
        self.assertEqual(error["stackTrace"], [])

    def test_missing_dependency_names_the_line_that_asks_for_it(self):
        error = self._error("import nothing_such\n")

        self.assertEqual(error["errorType"], "Runtime.ImportModuleError")
        self.assertEqual(error["errorMessage"], "Unable to import module 'app': No module named 'nothing_such'")
        self.assertIn("app.py", error["stackTrace"][0])
        self.assertIn("import nothing_such", error["stackTrace"][0])

    def test_syntax_error(self):
        error = self._error("def handle(event, context)\n    return 1\n")

        self.assertEqual(error["errorType"], "Runtime.UserCodeSyntaxError")
        self.assertTrue(error["errorMessage"].startswith("Syntax error in module 'app': "), error)
        self.assertIn('app.py" Line 1\n    def handle(event, context)\n', error["stackTrace"][0])

    def test_missing_function(self):
        error = self._error("x = 1")

        self.assertEqual(error["errorType"], "Runtime.HandlerNotFound")
        self.assertEqual(error["errorMessage"], "Handler 'handle' missing on module 'app'")

    def test_not_a_function(self):
        error = self._error("handle = 1")

        self.assertEqual(error["errorType"], "Runtime.HandlerNotFound")

    def test_a_module_of_the_interpreter_itself(self):
        error = self._error(handler="sys.exit")

        self.assertEqual(error["errorType"], "Runtime.BuiltInModuleConflict")

    def test_an_exception_while_loading(self):
        error = self._error("raise ValueError('no database')")

        self.assertEqual(error["errorType"], "ValueError")
        self.assertEqual(error["errorMessage"], "no database")
        self.assertEqual(len(error["stackTrace"]), 1)
        self.assertIn("line 1, in <module>", error["stackTrace"][0])

    def test_an_exit_while_loading(self):
        error = self._error("import sys\nsys.exit(3)")

        self.assertEqual(error["errorType"], "Runtime.ExitError")
        self.assertIn("SystemExit(3)", error["errorMessage"])


class SearchPathTest(unittest.TestCase):
    def test_the_order_is_code_layers_python_and_this_runtime(self):
        version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
        started = [RUNTIME, "/given", RUNTIME, "/usr/lib/x"]
        with mock.patch.object(sys, "path", started), mock.patch("os.path.isdir", return_value=True):
            _sor.handler_loading.prepare_path("/var/task")

        self.assertEqual(
            started,
            ["/var/task", f"/opt/python/lib/{version}/site-packages", "/opt/python", "/given", "/usr/lib/x", RUNTIME],
        )

    def test_layers_that_are_not_there_are_left_out(self):
        started = [RUNTIME, "/usr/lib/x"]
        with mock.patch.object(sys, "path", started), mock.patch("os.path.isdir", return_value=False):
            _sor.handler_loading.prepare_path("/var/task")

        self.assertEqual(started, ["/var/task", "/usr/lib/x", RUNTIME])


class AsyncTest(WorkerTest):
    def test_an_async_handler_is_awaited_on_one_loop(self):
        worker = self.handler("""
            import asyncio

            loops = set()

            async def handle(event, context):
                await asyncio.sleep(0)
                loops.add(id(asyncio.get_running_loop()))
                return [event, len(loops)]
        """)

        self.assertEqual(worker.invoke(1).json, [1, 1])
        self.assertEqual(worker.invoke(2).json, [2, 1])

    def test_its_stack_has_only_its_own_frames(self):
        worker = self.handler("""
            import asyncio

            async def handle(event, context):
                await asyncio.sleep(0)
                raise ValueError("x")
        """)

        stack = worker.invoke(1).header["stackTrace"]

        self.assertEqual(len(stack), 1)
        self.assertIn("in handle", stack[0])

    def test_a_cancelled_handler_fails_the_invocation(self):
        worker = self.handler("""
            import asyncio

            async def handle(event, context):
                raise asyncio.CancelledError("x")
        """)

        self.assertEqual(worker.invoke(1).header["errorType"], "CancelledError")
        self.assertEqual(worker.invoke(1).header["errorType"], "CancelledError")

    def test_an_object_with_an_async_call(self):
        worker = self.handler("""
            class Handler:
                async def __call__(self, event, context):
                    return event

            handle = Handler()
        """)

        self.assertEqual(worker.invoke(5).json, 5)


if __name__ == "__main__":
    unittest.main()

"""STDOUT, STDERR and the logging module."""

import json
import os
import subprocess
import sys
import unittest

from support import WorkerTest


class PrintTest(WorkerTest):
    def test_output_is_out_before_the_answer(self):
        worker = self.handler("""
            import sys

            def handle(event, context):
                print("line")
                print("no newline", end="")
                sys.stderr.write("error, no newline")
        """)

        worker.invoke(1)

        self.assertEqual(worker.log(), "line\nno newline")
        self.assertEqual(worker.errors(), "error, no newline")

    def test_output_while_loading_is_out_before_ready(self):
        worker = self.handler("""
            print("loaded", end="")

            def handle(event, context):
                pass
        """)

        self.assertEqual(worker.log(), "loaded")

    def test_whole_lines_are_out_at_once(self):
        worker = self.handler("""
            import os

            def handle(event, context):
                print("a", 1)
                os.write(1, b"b\\n")
        """)

        worker.invoke(1)

        self.assertEqual(worker.log(), "a 1\nb\n")

    def test_text_outside_of_ascii(self):
        worker = self.handler("handle = lambda event, context: print('ü😀')")

        worker.invoke(1)

        self.assertEqual(worker.log(), "ü😀\n")

    def test_handlers_may_replace_or_close_the_streams(self):
        worker = self.handler("""
            import io, sys

            def handle(event, context):
                if event == "replace":
                    sys.stdout = io.StringIO()
                elif event == "none":
                    sys.stdout = sys.stderr = None
                elif event == "close":
                    sys.__stdout__.close()
                    sys.__stderr__.close()
                elif event == "fail":
                    raise ValueError("x")
                return event
        """)

        for event in ("replace", "none", "close", "after"):
            self.assertEqual(worker.invoke(event).json, event)
        self.assertEqual(worker.invoke("fail").header["errorType"], "ValueError")


class LoggingTest(WorkerTest):
    SOURCE = """
        import logging

        logger = logging.getLogger("orders")

        def handle(event, context):
            logger.debug("d %s", 1)
            logger.info("i %s", 2)
            logger.warning("w %s", 3)
            logger.error("e")
    """

    def test_text_has_level_time_request_and_message(self):
        worker = self.handler(self.SOURCE)

        worker.invoke(1)

        lines = worker.log().splitlines()
        self.assertEqual(len(lines), 2, lines)
        self.assertRegex(lines[0], r"^\[WARNING\]\t\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\trequest-1\tw 3$")
        self.assertRegex(lines[1], r"^\[ERROR\]\t.*\trequest-1\te$")

    def test_the_level_is_that_of_the_environment(self):
        for level, count in (("TRACE", 4), ("DEBUG", 4), ("info", 3), ("WARN", 2), ("ERROR", 1), ("FATAL", 0)):
            with self.subTest(level):
                worker = self.handler(self.SOURCE, AWS_LAMBDA_LOG_LEVEL=level)
                worker.invoke(1)
                self.assertEqual(len(worker.log().splitlines()), count)

    def test_basic_config_of_the_function_changes_nothing(self):
        worker = self.handler("""
            import logging

            logging.basicConfig(level=logging.DEBUG, format="mine %(message)s")

            def handle(event, context):
                logging.warning("w")
                return len(logging.getLogger().handlers)
        """)

        self.assertEqual(worker.invoke(1).json, 1)

        self.assertIn("\trequest-1\tw\n", worker.log())
        self.assertEqual(worker.errors(), "")

    def test_records_while_loading_have_no_request(self):
        worker = self.handler("""
            import logging

            logging.warning("early")
            handle = lambda event, context: None
        """)

        self.assertRegex(worker.log(), r"Z\t\tearly\n$")

    def test_it_is_configured_when_the_handler_imports_it_late(self):
        worker = self.handler("""
            def handle(event, context):
                import logging

                logging.warning("late")
        """)

        worker.invoke(1)

        self.assertIn("\trequest-1\tlate\n", worker.log())

    def test_the_module_is_the_ordinary_one(self):
        worker = self.handler("""
            import importlib, logging

            def handle(event, context):
                importlib.reload(logging)
                return [type(logging.__loader__).__name__, type(logging.__spec__.loader).__name__]
        """)

        self.assertEqual(worker.invoke(1).json, ["SourceFileLoader"] * 2)

    def test_exceptions_have_their_stack(self):
        worker = self.handler("""
            import logging

            def handle(event, context):
                try:
                    1 / 0
                except ZeroDivisionError:
                    logging.exception("caught")
        """)

        worker.invoke(1)

        self.assertIn("\tcaught\nTraceback (most recent call last):\n", worker.log())

    def test_json_has_one_object_a_line(self):
        worker = self.handler(
            """
            import logging

            def handle(event, context):
                logging.warning("w %s", 1, extra={"order": 7, "odd": {1}})
                try:
                    1 / 0
                except ZeroDivisionError:
                    logging.exception("caught")
            """,
            AWS_LAMBDA_LOG_FORMAT="JSON",
        )

        worker.invoke(1, context={"tenantId": "t"})

        first, second = map(json.loads, worker.log().splitlines())
        self.assertRegex(first.pop("timestamp"), r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")
        self.assertEqual(
            first,
            {
                "level": "WARNING", "message": "w 1", "logger": "root", "requestId": "request-1", "tenantId": "t",
                "order": 7, "odd": "{1}",
            },
        )
        self.assertEqual(second["errorType"], "ZeroDivisionError")
        self.assertEqual(second["errorMessage"], "division by zero")
        self.assertEqual(len(second["stackTrace"]), 1)
        self.assertIn(":handle:", second["location"])

    def test_nothing_is_imported_that_the_function_did_not_ask_for(self):
        worker = self.handler("""
            import sys

            def handle(event, context):
                return list(sys.modules)
        """)
        variables = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        bare = subprocess.check_output([sys.executable, "-c", "import sys; print(*sys.modules)"], env=variables, text=True)

        own = {name for name in worker.invoke(1).json if not name.startswith("_sor")}

        self.assertLessEqual(own - set(bare.split()), {"_json", "app"})


if __name__ == "__main__":
    unittest.main()

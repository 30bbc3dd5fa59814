"""Failures of handlers: type, message, stack, log, and what ends a process."""

import json
import os
import signal
import subprocess
import sys
import unittest

from support import RUNTIME, WAIT_SECONDS, WorkerTest


class RaisingTest(WorkerTest):
    def test_an_exception_has_type_message_and_the_handlers_frames(self):
        worker = self.handler("""
            def inner(event):
                raise KeyError(event["key"])

            def handle(event, context):
                return inner(event)
        """)

        answer = worker.invoke({"key": "k"})

        path = os.path.join(self.folder, "app.py")
        self.assertEqual(answer.type, "error")
        self.assertEqual(answer.header["errorType"], "KeyError")
        self.assertEqual(answer.header["errorMessage"], "'k'")
        self.assertEqual(
            answer.header["stackTrace"],
            [
                f'  File "{path}", line 5, in handle\n    return inner(event)\n',
                f'  File "{path}", line 2, in inner\n    raise KeyError(event["key"])\n',
            ],
        )

    def test_it_is_logged_as_one_line(self):
        worker = self.handler("""
            def handle(event, context):
                raise ValueError("no\\nsuch")
        """)

        worker.invoke(1)

        text = worker.log()
        self.assertEqual(text.count("\n"), 1, text)
        begin = "[ERROR] ValueError: no\rsuch\rTraceback (most recent call last):\r\u00a0\u00a0File "
        self.assertEqual(text[: len(begin)], begin)

    def test_in_json_log_format_it_is_an_object(self):
        worker = self.handler(
            """
            def handle(event, context):
                raise ValueError("no")
            """,
            AWS_LAMBDA_LOG_FORMAT="JSON",
        )

        worker.invoke(1)

        record = json.loads(worker.log())
        self.assertEqual(record["errorType"], "ValueError")
        self.assertEqual(record["errorMessage"], "no")
        self.assertEqual(record["level"], "ERROR")
        self.assertEqual(record["requestId"], "request-1")
        self.assertEqual(len(record["stackTrace"]), 1)

    def test_the_next_event_is_served(self):
        worker = self.handler("""
            def handle(event, context):
                return 1 / event
        """)

        self.assertEqual(worker.invoke(0).header["errorType"], "ZeroDivisionError")
        self.assertEqual(worker.invoke(2).json, 0.5)
        self.assertEqual(worker.shutdown(), 0)

    def test_a_message_that_can_not_be_made(self):
        worker = self.handler("""
            class Odd(Exception):
                def __str__(self):
                    raise TypeError

            def handle(event, context):
                raise Odd
        """)

        self.assertEqual(worker.invoke(1).header["errorMessage"], "<Odd without a message: its __str__ failed>")

    def test_exceptions_outside_of_exception_fail_the_invocation_too(self):
        worker = self.handler("""
            class Odd(BaseException):
                pass

            def handle(event, context):
                raise Odd("x")
        """)

        self.assertEqual(worker.invoke(1).header["errorType"], "Odd")
        self.assertEqual(worker.invoke(1).header["errorType"], "Odd")

    def test_endless_recursion(self):
        worker = self.handler("""
            def handle(event, context):
                return handle(event, context)
        """)

        answer = worker.invoke(1)

        self.assertEqual(answer.header["errorType"], "RecursionError")
        self.assertIn("return handle(event, context)", answer.header["stackTrace"][0])

    def test_half_a_surrogate_pair_in_a_message(self):
        worker = self.handler("""
            def handle(event, context):
                raise ValueError("a\\ud800b")
        """)

        self.assertEqual(worker.invoke(1).header["errorMessage"], "a?b")
        self.assertIn("[ERROR] ValueError: a?b", worker.log())


class LimitTest(WorkerTest):
    """receive() of the host asserts the limit of each header."""

    SOURCE = """
        def handle(event, context):
            raise ValueError(event["text"] * event["times"])
    """

    def test_long_messages_are_cut_with_a_mark(self):
        worker = self.handler(self.SOURCE)
        for text in ("x", "ü", "😀", "\\", "\x01", '"'):
            with self.subTest(text):
                message = worker.invoke({"text": text, "times": 1_000_000}).header["errorMessage"]

                kept = message.partition("...")[0]
                self.assertEqual(set(kept), {text})
                self.assertGreater(len(kept), 2_000)
                self.assertEqual(message, f"{kept}... [{1_000_000 - len(kept)} characters cut]")

    def test_a_message_that_fits_is_whole(self):
        worker = self.handler(self.SOURCE)

        self.assertEqual(worker.invoke({"text": "x", "times": 50_000}).header["errorMessage"], "x" * 50_000)

    def test_deep_stacks_are_cut_in_the_middle(self):
        worker = self.handler("""
            import sys

            sys.setrecursionlimit(5000)

            def even(depth):
                if depth == 0:
                    raise ValueError("bottom")
                return odd(depth - 1)

            def odd(depth):
                return even(depth - 1)

            def handle(event, context):
                return even(event)
        """)

        answer = worker.invoke(2000)

        stack = answer.header["stackTrace"]
        self.assertIn("in handle", stack[0])
        self.assertIn('raise ValueError("bottom")', stack[-1])
        self.assertEqual(answer.header["errorMessage"], "bottom")
        mark = [entry for entry in stack if "frames cut" in entry]
        self.assertEqual(mark, [f"  ... [{2003 - len(stack)} frames cut]\n"])
        self.assertIn(stack.index(mark[0]), (len(stack) // 2, len(stack) // 2 - 1))


class PayloadTest(WorkerTest):
    def test_an_answer_that_has_no_json(self):
        worker = self.handler("""
            def handle(event, context):
                if event == "circular":
                    value = []
                    value.append(value)
                    return value
                return {"set": {1}, "nan": float("nan"), "key": {(1, 2): 3}, "coroutine": object()}[event]
        """)
        for event, message in (
            ("set", "Object of type set is not JSON serializable"),
            ("nan", "Out of range float values are not JSON compliant"),
            ("key", "keys must be str, int, float, bool or None, not tuple"),
            ("circular", "Circular reference detected"),
        ):
            with self.subTest(event):
                answer = worker.invoke(event)

                self.assertEqual(answer.header["errorType"], "Runtime.MarshalError")
                self.assertTrue(answer.header["errorMessage"].startswith(f"Unable to marshal response: {message}"), answer)
                self.assertEqual(answer.header["stackTrace"], [])

    def test_an_event_that_is_no_json(self):
        answer = self.handler("handle = print").invoke(b"{'a': 1}")

        self.assertEqual(answer.header["errorType"], "Runtime.UnmarshalError")
        self.assertEqual(
            answer.header["errorMessage"],
            "Unable to unmarshal input: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        )

    def test_an_event_nested_too_deeply(self):
        answer = self.handler("handle = lambda event, context: 1").invoke(b"[" * 200_000)

        self.assertEqual(answer.header["errorType"], "Runtime.UnmarshalError")

    def test_an_answer_above_the_limit(self):
        worker = self.start_handler("handle = lambda event, context: 'x' * event")
        worker.hello(limits={"headerBytes": 65_536, "payloadBytes": 1_000})

        self.assertEqual(len(worker.invoke(998).body), 1_000)
        answer = worker.invoke(999)
        self.assertEqual(answer.header["errorType"], "Function.ResponseSizeTooLarge")
        self.assertIn("(1000 bytes)", answer.header["errorMessage"])
        self.assertEqual(worker.invoke(1).json, "x")


class EndTest(WorkerTest):
    def test_sys_exit_ends_the_process_and_says_where(self):
        worker = self.handler("""
            import sys

            def handle(event, context):
                print("last words", end="")
                sys.exit(3)
        """)

        self.assertIsNone(worker.invoke(1))

        self.assertEqual(worker.wait(), 3)
        self.assertEqual(worker.log(), "last words")
        self.assertIn("SystemExit(3)", worker.errors())
        self.assertIn("line 5, in handle", worker.errors())

    def test_os_exit_ends_the_process(self):
        worker = self.handler("""
            import os

            def handle(event, context):
                print("last words")
                os._exit(4)
        """)

        self.assertIsNone(worker.invoke(1))

        self.assertEqual(worker.wait(), 4)
        self.assertEqual(worker.log(), "last words\n")

    def test_sigterm_ends_it_as_by_default(self):
        worker = self.handler("handle = lambda event, context: event")

        worker.process.terminate()

        self.assertEqual(worker.wait(), -signal.SIGTERM)

    def test_a_thread_of_the_handler_does_not_outlive_the_host(self):
        worker = self.handler("""
            import threading

            def handle(event, context):
                threading.Thread(target=threading.Event().wait).start()
        """)
        worker.invoke(1)

        worker.close()

        self.assertEqual(worker.wait(), 0)

    def test_shutdown_runs_what_was_registered_for_the_end(self):
        worker = self.handler("""
            import atexit

            atexit.register(print, "bye")
            handle = lambda event, context: event
        """)

        self.assertEqual(worker.shutdown(), 0)

        self.assertEqual(worker.log(), "bye\n")

    def test_without_a_channel_it_says_who_should_start_it(self):
        run = subprocess.run(
            [sys.executable, os.path.join(RUNTIME, "main.py")],
            env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, timeout=WAIT_SECONDS,
        )

        self.assertEqual(run.returncode, 1)
        self.assertIn("SOR_CHANNEL_FD is not set", run.stderr)
        self.assertNotIn("Traceback", run.stderr)


if __name__ == "__main__":
    unittest.main()

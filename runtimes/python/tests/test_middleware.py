"""Middlewares written with sor.py: the same files as persistent workers and as plain executables."""

import json
import os
import subprocess
import sys
import time
import unittest

from support import PROGRAMS, RUNTIME, WAIT_SECONDS, WorkerTest

FAILURE_TYPE = "application/vnd.sor.failure+json"


class FramesTest(WorkerTest):
    def test_what_a_function_returns_goes_on(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def add(event, ctx):
                event["seen"] = True
                return event

            @sor.after
            def wrap(response, ctx):
                return {"wrapped": response}

            sor.run()
        """)

        self.assertEqual(worker.invoke({"a": 1}, stage="m", phase="before").json, {"a": 1, "seen": True})
        self.assertEqual(worker.invoke(5, stage="m", phase="after").json, {"wrapped": 5})
        self.assertEqual(worker.shutdown(), 0)

    def test_none_leaves_the_payload_byte_for_byte(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def look(event, ctx):
                event["changed"] = True

            sor.run()
        """)
        for event in (b'{ "a": 1.0 }\n', b'{"a":"' + b"x" * 1_000_000 + b'"}'):
            answer = worker.invoke(event, stage="m", phase="before")
            self.assertEqual((answer.type, answer.body), ("result", event))
            self.assertNotIn("contentType", answer.header)

    def test_raw_functions_have_bytes(self):
        worker = self.middleware("""
            import sor

            @sor.before(raw=True)
            def reverse(body, ctx):
                return body[::-1] if ctx.content_type == "text/plain" else "text ü"

            sor.run()
        """)

        self.assertEqual(worker.invoke(b"abc", stage="m", phase="before", contentType="text/plain").body, b"cba")
        self.assertEqual(worker.invoke(b"abc", stage="m", phase="before").body, "text ü".encode())

    def test_other_content_types_are_bytes_without_asking(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def kind(event, ctx):
                return type(event).__name__

            sor.run()
        """)

        self.assertEqual(worker.invoke(b"\xff", stage="m", phase="before", contentType="image/png").json, "bytes")

    def test_the_content_type_can_be_changed(self):
        worker = self.middleware("""
            import sor

            @sor.after
            def page(response, ctx):
                ctx.content_type = "text/html"
                return f"<p>{response}</p>".encode()

            sor.run()
        """)

        answer = worker.invoke(1, stage="m", phase="after", contentType="application/json")

        self.assertEqual((answer.header["contentType"], answer.body), ("text/html", b"<p>1</p>"))

    def test_reply_ends_the_call_at_once(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def deny(event, ctx):
                try:
                    if event == "page":
                        sor.reply(b"<p>no</p>", content_type="text/html")
                    if event == "bytes":
                        sor.reply(b"no")
                    sor.reply({"statusCode": 403})
                except Exception:
                    pass
                return event

            sor.run()
        """)
        for event, content_type, body in (
            ("json", "application/json", b'{"statusCode":403}'),
            ("page", "text/html", b"<p>no</p>"),
            ("bytes", "application/octet-stream", b"no"),
        ):
            with self.subTest(event):
                answer = worker.invoke(event, stage="m", phase="before")
                self.assertEqual((answer.type, answer.header["contentType"], answer.body), ("reply", content_type, body))

    def test_exceptions_are_failures(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def check(event, ctx):
                if event == "decided":
                    raise sor.Failure("Orders.Unknown", "no such order", retry=False)
                return event["missing"]

            sor.run()
        """)

        answer = worker.invoke({}, stage="m", phase="before")
        self.assertEqual((answer.header["errorType"], answer.header["errorMessage"]), ("KeyError", "'missing'"))
        self.assertEqual(len(answer.header["stackTrace"]), 1)
        self.assertIn("in check", answer.header["stackTrace"][0])
        self.assertNotIn("retry", answer.header)
        answer = worker.invoke("decided", stage="m", phase="before")
        self.assertEqual((answer.header["errorType"], answer.header["errorMessage"]), ("Orders.Unknown", "no such order"))
        self.assertIs(answer.header["retry"], False)
        self.assertIn("[ERROR] Orders.Unknown: no such order", worker.log())

    def test_outputs_that_can_not_be_sent_are_failures(self):
        worker = self.start([sys.executable, self.write("m.py", """
            import sor

            @sor.before
            def odd(event, ctx):
                if event == "notes":
                    ctx.state = "x" * 70_000
                return {"set": {1}, "large": "x" * 2000}.get(event)

            sor.run()
        """)])
        worker.hello([{"name": "m", "phases": ["before"]}], limits={"headerBytes": 65_536, "payloadBytes": 1_000})
        for event, error_type in (
            ("set", "Runtime.MarshalError"), ("large", "Runtime.StageOutputTooLarge"), ("notes", "Runtime.NotesTooLarge"),
        ):
            with self.subTest(event):
                self.assertEqual(worker.invoke(event, stage="m", phase="before").header["errorType"], error_type)
        self.assertEqual(worker.invoke("fine", stage="m", phase="before").type, "result")

    def test_the_error_phase_replaces_or_recovers(self):
        worker = self.middleware("""
            import sor

            @sor.error
            def treat(failure, ctx):
                if failure["errorType"] == "Known":
                    sor.reply({"recovered": True})
                failure["errorMessage"] = "hidden"
                return failure

            sor.run()
        """)

        def treat(error_type):
            failure = {"errorType": error_type, "errorMessage": "secret"}
            return worker.invoke(failure, stage="m", phase="error", contentType=FAILURE_TYPE)

        self.assertEqual(treat("Known").type, "reply")
        self.assertEqual(treat("Other").type, "result")
        self.assertEqual(treat("Other").json, {"errorType": "Other", "errorMessage": "hidden"})

    def test_the_context_tells_what_is_known(self):
        worker = self.middleware(
            """
            import sor

            @sor.before
            def show(event, ctx):
                return eval(event, {"ctx": ctx})

            sor.run()
            """,
            stages=[{"name": "m", "phases": ["before"], "config": {"level": 3}}],
        )
        context = {
            "invocationId": "v", "trace": {"traceparent": "00-1"}, "function": {"arn": "arn:1"}, "trigger": "lambda",
            "tenantId": "t", "clientContext": {"custom": 1}, "identity": {"i": 2}, "attributes": {"jwt": {"subject": "u"}},
            "state": [1],
        }
        deadline = int(time.time() * 1000) + 500_000

        def show(expression, **more):
            return worker.invoke(expression, stage="m", phase="before", **more).json

        names = (
            "stage phase config request_id invocation_id trace function trigger tenant_id client_context identity attributes"
            " state deadline content_type"
        )
        self.assertEqual(
            show(f"dict([(name, getattr(ctx, name)) for name in '{names}'.split()])", context=context, deadline=deadline),
            {
                "stage": "m", "phase": "before", "config": {"level": 3}, "request_id": "request-1", "invocation_id": "v",
                "trace": {"traceparent": "00-1"}, "trigger": "lambda", "tenant_id": "t", "client_context": {"custom": 1},
                "function": {"name": "orders", "version": "7", "memoryMb": 512, "arn": "arn:1"},
                "identity": {"i": 2}, "attributes": {"jwt": {"subject": "u"}}, "state": [1], "deadline": deadline,
                "content_type": None,
            },
        )
        self.assertTrue(0 < show("ctx.remaining_ms()", deadline=deadline) <= 500_000)
        nothing = show("[ctx.remaining_ms(), ctx.deadline, ctx.attributes, ctx.state, ctx.trace]")
        self.assertEqual(nothing, [None, None, {}, None, {}])

    def test_notes_go_out_before_the_answer(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def note(event, ctx):
                ctx.annotate(subject="u", role="r")
                ctx.annotate(role="admin")
                ctx.state = {"origin": "o"}
                assert ctx.state == {"origin": "o"}
                ctx.span(hits=1)
                if event == "reply":
                    sor.reply(1)

            sor.run()
        """)
        for event in ("go on", "reply"):
            with self.subTest(event):
                worker.invoke(event, stage="m", phase="before")
                together = {}
                for frame in worker.notes:
                    together.update(frame.header)
                self.assertEqual(together["attributes"], {"subject": "u", "role": "admin"})
                self.assertEqual(together["state"], {"origin": "o"})
                self.assertEqual(together["span"], {"hits": 1})

    def test_half_a_surrogate_pair_in_a_note_does_not_break_the_channel(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def note(event, ctx):
                ctx.state = event
                ctx.log(event, field=event)
                raise ValueError(event)

            @sor.after
            def note_and_go_on(event, ctx):
                ctx.state = event

            sor.run()
        """)

        failure = worker.invoke(b'"a\\ud800"', stage="m", phase="before")
        self.assertEqual(failure.header["errorMessage"], "a?")
        self.assertEqual((worker.notes[0].header["message"], worker.notes[0].header["fields"]), ("a?", {"field": "a?"}))
        result = worker.invoke(b'"a\\ud800"', stage="m", phase="after")
        self.assertEqual((result.body, worker.notes[0].header["state"]), (b'"a\\ud800"', "a?"))

    def test_log_records_are_frames(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def talk(event, ctx):
                ctx.log("hello", hits=3)
                ctx.log("x" * 100_000, level="WARN")
                ctx.log("fields", big="x" * 100_000)
                ctx.log("odd", value={1})
                if event == "wrong":
                    ctx.log("x", level="LOUD")

            sor.run()
        """)

        worker.invoke(1, stage="m", phase="before")

        first, second, third, fourth = [frame.header for frame in worker.notes]
        self.assertEqual(first, {"type": "log", "id": 1, "level": "INFO", "message": "hello", "fields": {"hits": 3}})
        self.assertEqual(second["level"], "WARN")
        self.assertTrue(second["message"].endswith("characters cut]"), second["message"][-50:])
        self.assertEqual((third["message"], list(third["fields"])), ("fields", ["cut"]))
        self.assertEqual(fourth["fields"], {"value": "{1}"})
        self.assertEqual(worker.invoke("wrong", stage="m", phase="before").header["errorType"], "ValueError")

    def test_prints_are_log(self):
        worker = self.middleware("""
            import sor

            @sor.before
            def talk(event, ctx):
                print("hello", end="")

            sor.run()
        """)

        worker.invoke(1, stage="m", phase="before")

        self.assertEqual(worker.log(), "hello")

    def test_several_stages_share_a_process(self):
        worker = self.middleware(
            """
            import sor

            @sor.before(stage="a")
            def a(event, ctx):
                return ["a", ctx.config]

            @sor.before
            def others(event, ctx):
                return ["others", ctx.stage, ctx.config]

            @sor.after
            def all(response, ctx):
                return ["after", ctx.stage]

            sor.run()
            """,
            stages=[{"name": "a", "phases": ["before"], "config": {"x": 1}}, {"name": "b", "phases": ["before"]}],
        )

        self.assertEqual(worker.invoke(1, stage="a", phase="before").json, ["a", {"x": 1}])
        self.assertEqual(worker.invoke(1, stage="b", phase="before").json, ["others", "b", {}])
        self.assertEqual(worker.invoke(1, stage="a", phase="after").json, ["after", "a"])
        self.assertEqual(worker.invoke(1, stage="c", phase="before").header["errorType"], "Runtime.ProtocolError")
        self.assertEqual(worker.invoke(1, stage="b", phase="before").type, "result")

    def test_a_stage_without_functions_is_refused_at_the_start(self):
        worker = self.start([sys.executable, self.write("m.py", "import sor\nsor.run()\n")])

        answer = worker.hello([{"name": "m", "phases": ["before"]}])

        self.assertEqual((answer.type, answer.header["errorType"]), ("error", "Runtime.HandlerNotFound"))
        self.assertIn("no function for stage 'm'", answer.header["errorMessage"])
        self.assertEqual(worker.wait(), 1)

    def test_sys_exit_ends_the_process(self):
        worker = self.middleware("""
            import sor, sys

            @sor.before
            def stop(event, ctx):
                sys.exit(5)

            sor.run()
        """)

        self.assertIsNone(worker.invoke(1, stage="m", phase="before"))
        self.assertEqual(worker.wait(), 5)
        self.assertIn("in stop", worker.errors())


class DecoratorTest(WorkerTest):
    def _errors(self, source):
        worker = self.start([sys.executable, self.write("m.py", source)])
        self.assertEqual(worker.wait(), 1)
        return worker.errors()

    def test_two_functions_for_a_phase(self):
        errors = self._errors("""
            import sor

            @sor.before
            def one(event, ctx): pass

            @sor.before
            def two(event, ctx): pass
        """)

        self.assertIn("sor.before: two is the second function for phase 'before'", errors)

    def test_async_functions(self):
        errors = self._errors("""
            import sor

            @sor.after
            async def one(event, ctx): pass
        """)

        self.assertIn("sor.after: one is async; middlewares are plain functions", errors)

    def test_decorated_functions_stay_functions(self):
        sys.path.insert(0, RUNTIME)
        import sor

        def one(event, ctx):
            return event

        try:
            self.assertIs(sor.before(one), one)
            self.assertIs(sor.after(raw=True, stage="x")(one), one)
        finally:
            sor._functions.clear()


class ExecTest(WorkerTest):
    """The same files, started as a host starts an executable."""

    def execute(self, source, phase="before", payload=b"{}", context=None, **environment):
        """Runs a program (its source, or its path) for one payload; self.notes has what it noted."""
        path = source if os.path.isabs(source) else self.write("redact", source)
        notes_out, notes_in = os.pipe()
        context_out, context_in = os.pipe()
        os.write(context_in, json.dumps(context or {}).encode())
        os.close(context_in)
        variables = {"PATH": os.environ["PATH"], "PYTHONPATH": RUNTIME, "PYTHONDONTWRITEBYTECODE": "1", **environment}
        variables.update(SOR_CONTEXT_FD=str(context_out), SOR_NOTES_FD=str(notes_in))
        run = subprocess.run(
            [sys.executable, path, *([phase] if phase else [])],
            input=payload, env=variables, pass_fds=[context_out, notes_in], capture_output=True, timeout=WAIT_SECONDS,
        )
        os.close(notes_in)
        os.close(context_out)
        with open(notes_out, "rb") as file:
            self.notes = [json.loads(line) for line in file]
        return run

    def test_the_programs_of_the_vectors(self):
        run = self.execute(os.path.join(PROGRAMS, "middleware-mark"), payload=b'{"a":1}')
        self.assertEqual((run.returncode, run.stdout, run.stderr), (0, b'{"a":1,"seen":true}', b""))
        run = self.execute(os.path.join(PROGRAMS, "middleware-deny"))
        self.assertEqual((run.returncode, run.stdout), (80, b'{"denied":true}'))
        self.assertEqual(self.notes, [{"contentType": "application/json"}])
        state = os.path.join(PROGRAMS, "middleware-state")
        run = self.execute(state, payload=b'{"origin": "o1"}')
        self.assertEqual((run.stdout, self.notes), (b'{"origin": "o1"}', [{"state": "o1"}]))
        run = self.execute(state, "after", b"{}", context={"state": "o1"})
        self.assertEqual(run.stdout, b'{"origin":"o1"}')

    def test_the_file_itself_can_be_executed(self):
        run = subprocess.run(
            [os.path.join(PROGRAMS, "middleware-mark"), "before"],
            input=b"{}", env={"PATH": f"{os.path.dirname(sys.executable)}:{os.environ['PATH']}", "PYTHONPATH": RUNTIME},
            capture_output=True, timeout=WAIT_SECONDS,
        )

        self.assertEqual((run.returncode, run.stdout), (0, b'{"seen":true}'))

    def test_a_phase_without_a_function_copies(self):
        for payload in (b"", b"\x00\xff\n", b"x" * 1_000_000):
            run = self.execute(os.path.join(PROGRAMS, "middleware-mark"), "after", payload)
            self.assertEqual((run.returncode, run.stdout), (0, payload))

    def test_prints_do_not_reach_the_payload(self):
        run = self.execute("""
            import os, sor, subprocess

            print("early")

            @sor.before
            def talk(event, ctx):
                print("hello")
                os.write(1, b"direct\\n")
                subprocess.run(["echo", "child"])
                ctx.log("log", hits=1)
                return event

            sor.run()
        """)

        self.assertEqual((run.returncode, run.stdout), (0, b"{}"))
        self.assertEqual(sorted(run.stderr.split()), sorted(b'[INFO] log {"hits":1} child direct early hello'.split()))

    def test_the_context_is_complete(self):
        run = self.execute(
            """
            import sor

            @sor.before
            def show(event, ctx):
                return [ctx.stage, ctx.phase, ctx.config, ctx.request_id, ctx.deadline, ctx.function, ctx.attributes]

            sor.run()
            """,
            context={"requestId": "r", "deadline": 5, "function": {"name": "f"}, "attributes": {"a": {}}},
            SOR_STAGE="redacts",
            SOR_STAGE_CONFIG='{"keys":["password"]}',
        )

        self.assertEqual(
            json.loads(run.stdout), ["redacts", "before", {"keys": ["password"]}, "r", 5, {"name": "f"}, {"a": {}}]
        )

    def test_it_works_without_any_of_the_hosts_variables(self):
        path = self.write("redact", """
            import sor

            @sor.before
            def show(event, ctx):
                ctx.state = 1
                return [event, ctx.stage, ctx.config, ctx.request_id, ctx.remaining_ms()]

            sor.run()
        """)
        run = subprocess.run(
            [sys.executable, path, "before"],
            input=b"5", env={"PYTHONPATH": RUNTIME}, capture_output=True, timeout=WAIT_SECONDS,
        )

        self.assertEqual(json.loads(run.stdout), [5, "redact", {}, None, None])

    def test_failures_are_a_status_and_a_traceback(self):
        run = self.execute("""
            import sor

            @sor.before
            def fail(event, ctx):
                raise sor.Failure("Orders.Unknown", "no such order")

            sor.run()
        """)

        self.assertEqual((run.returncode, run.stdout), (1, b""))
        self.assertIn(b"Orders.Unknown", run.stderr)
        self.assertIn(b"no such order", run.stderr)
        self.assertIn(b"in fail", run.stderr)
        run = self.execute(os.path.join(PROGRAMS, "middleware-mark"), payload=b"{")
        self.assertEqual((run.returncode, run.stdout), (1, b""))
        self.assertIn(b"Unable to unmarshal input", run.stderr)

    def test_an_empty_reply_is_a_failure(self):
        run = self.execute("import sor\n@sor.before\ndef f(e, c): sor.reply(b'')\nsor.run()\n")

        self.assertEqual((run.returncode, run.stdout), (1, b""))

    def test_wrong_arguments_are_told(self):
        for phase in ("handle", None):
            run = self.execute(os.path.join(PROGRAMS, "middleware-mark"), phase)
            self.assertEqual((run.returncode, run.stdout), (2, b""))
            self.assertIn(b"before|after|error", run.stderr)

    def test_raw_and_content_type(self):
        run = self.execute(
            """
            import sor

            @sor.after(raw=True)
            def page(body, ctx):
                ctx.content_type = "text/html"
                return b"<p>" + body + b"</p>"

            sor.run()
            """,
            "after",
            b"\xff",
        )

        self.assertEqual((run.stdout, self.notes), (b"<p>\xff</p>", [{"contentType": "text/html"}]))


if __name__ == "__main__":
    unittest.main()

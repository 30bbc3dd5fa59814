"""Middlewares written with sor.sh, by each shell: persistent and as plain executables."""

import json
import os
import unittest

from support import PROGRAMS, SHELLS, ShellTest


class FramesTest(ShellTest):
    def each(self, source, check, **stage):
        for shell in SHELLS:
            with self.subTest(shell):
                check(self.worker(shell, source, **stage))

    def test_bytes_stay_as_they_are(self):
        def check(worker):
            for event in (b"\x00\xff\n\n", b"", b"\n", os.urandom(200_000)):
                answer = worker.invoke(event, stage="m", phase="before", contentType="image/png")
                self.assertEqual((answer.type, answer.body), ("result", event))

        self.each("before() { cat; }\n", check)

    def test_one_line_feed_of_json_is_dropped(self):
        def check(worker):
            for kind, expected in ((None, b"{}\n"), ("application/x+json; a=b", b"{}\n"), ("text/plain", b"{}\n\n")):
                more = {} if kind is None else {"contentType": kind}
                self.assertEqual(worker.invoke(b"1", stage="m", phase="before", **more).body, expected)

        self.each("before() { cat >/dev/null; printf '{}\\n\\n'; }\n", check)

    def test_context_and_configuration(self):
        def check(worker):
            context = {"attributes": {"a": {"user": "a'd\"a $(x)\nü"}}}
            answer = worker.invoke({}, stage="m", phase="before", context=context)
            self.assertEqual(answer.body.decode(), "m before a'd\"a $(x)\nü\n$HOME `id`\n[1]")
            self.assertEqual(worker.invoke({}, stage="m", phase="after").body.decode(), '{"requestId":"request-2"}')

        self.each(
            """
            before() {
                printf '%s %s ' "$sor_stage" "$sor_phase"
                sor_context .attributes.a.user
                sor_config .word
                sor_config .list
            }
            after() { sor_context; }
            """,
            check,
            config={"word": "$HOME `id`", "list": [1]},
        )

    def test_notes_and_logs_come_in_front(self):
        def check(worker):
            answer = worker.invoke(b"x", stage="m", phase="before")
            self.assertEqual((answer.type, answer.header["contentType"], answer.body), ("result", "text/x", b"x"))
            self.assertEqual(
                [frame.header for frame in worker.notes],
                [
                    {"type": "note", "id": 1, "attributes": {"us\"er": "ä\n"}},
                    {"type": "note", "id": 1, "state": {"a": [1]}},
                    {"type": "note", "id": 1, "span": {"hit": "yes"}},
                    {"type": "log", "id": 1, "level": "WARN", "message": "a \"word\""},
                ],
            )

        self.each(
            """
            before() {
                sor_annotate 'us"er' 'ä
            '
                sor_state '{ "a": [1] }'
                sor_span hit yes
                sor_log WARN 'a "word"'
                sor_content_type text/x
                cat
            }
            """.replace("\n            '", "\n'"),
            check,
        )

    def test_failures(self):
        def check(worker):
            cases = {
                "decided": {"errorType": "Orders.Unknown", "errorMessage": 'no "such" order', "retry": False},
                "status": {"errorType": "Runtime.StageFailed"},
                "silent": {"errorType": "Runtime.StageFailed"},
                "nothing": {"errorType": "Runtime.StageFailed"},
                "note": {"errorType": "Runtime.MarshalError"},
                "two": {"errorType": "Runtime.MarshalError"},
                "large": {"errorType": "Runtime.NotesTooLarge"},
                "level": {"errorType": "Runtime.UserCodeError"},
                "jq": {"errorType": "Runtime.StageFailed"},
            }
            for word, expected in cases.items():
                answer = worker.invoke(word.encode(), stage="m", phase="before", contentType="text/plain")
                self.assertEqual((answer.type, answer.header), ("error", {**answer.header, **expected}), word)
            self.assertEqual(worker.invoke(b"fine", stage="m", phase="before", contentType="text/plain").body, b"fine")

        self.each(
            """
            before() {
                word=$(cat)
                case $word in
                    decided) sor_fail Orders.Unknown 'no "such" order' false ;;
                    status) exit 3 ;;
                    silent) ;;
                    nothing) sor_reply '' ;;
                    note) sor_state '{' ;;
                    two) sor_state '1 2' ;;
                    large) sor_state "\\"$(head -c 70000 /dev/zero | tr '\\0' x)\\"" ;;
                    level) sor_log LOUD x ;;
                    jq) echo '{}' | sor_jq '.a |' ;;
                    *) printf %s "$word" ;;
                esac
            }
            """,
            check,
        )

    def test_error_phase_recovers(self):
        def check(worker):
            answer = worker.invoke({"errorType": "E"}, stage="m", phase="error", contentType="application/vnd.sor.failure+json")
            self.assertEqual((answer.type, answer.header["contentType"], answer.body), ("reply", "text/plain", b"was E"))

        self.each('error() { sor_reply "was $(jq -r .errorType)" text/plain; }\n', check)

    def test_set_e_counts_in_functions_and_not_around_them(self):
        def check(worker):
            self.assertEqual(worker.invoke({}, stage="m", phase="before").type, "error")
            self.assertEqual(worker.invoke({}, stage="m", phase="after").type, "result")

        self.each("set -e\nbefore() { false; echo 1; }\nafter() { echo 1; }\n", check)

    def test_functions_hold_no_channel_and_state_does_not_leak(self):
        def check(worker):
            first = worker.invoke({}, stage="m", phase="before").body.decode()
            self.assertEqual(first, "none closed ")
            self.assertEqual(worker.invoke({}, stage="m", phase="before").body.decode(), first)

        self.each(
            """
            before() {
                printf '%s ' "${SOR_CHANNEL_FD-none}"
                { true >&8; } 2>/dev/null && printf 'open ' || printf 'closed '
                printf %s "${mine-}"
                mine=left
            }
            """,
            check,
        )

    def test_a_killed_worker_leaves_no_file(self):
        def check(worker):
            worker.invoke({}, stage="m", phase="before")
            worker.process.kill()
            worker.wait()
            self.assertEqual(os.listdir(self.folder), ["middleware"])

        self.each("before() { cat; }\n", check)

    def test_stages_that_are_not_known_and_output_above_the_limit(self):
        def check(worker):
            self.assertEqual(worker.invoke({}, stage="x", phase="before").header["errorType"], "Runtime.ProtocolError")
            self.assertEqual(worker.invoke({}, stage="m", phase="before").header["errorType"], "Runtime.StageOutputTooLarge")
            self.assertEqual(len(worker.invoke({}, stage="m", phase="after").body), 6_291_556)

        self.each("before() { head -c 6291557 /dev/zero; }\nafter() { head -c 6291556 /dev/zero; }\n", check)

    def test_a_broken_channel_and_a_program_without_functions_are_told(self):
        for shell in SHELLS:
            with self.subTest(shell):
                worker = self.worker(shell, "before() { cat; }\n")
                worker.send(b"no frame\n")
                self.assertEqual(worker.wait(), 1)
                self.assertIn("the channel to the host is broken", worker.errors())
                worker = self.start(shell, self.write(""))
                self.assertEqual(worker.hello().header["errorType"], "Runtime.HandlerNotFound")
                self.assertEqual(worker.wait(), 1)
                worker = self.start(shell, self.write(""), SOR_CHANNEL_FD="7x")
                self.assertEqual(worker.wait(), 1)
                self.assertIn("7x", worker.errors())


class ExecTest(ShellTest):
    def each(self, check):
        for shell in SHELLS:
            with self.subTest(shell):
                check(shell)

    def test_the_vectors_programs(self):
        def check(shell):
            mark = os.path.join(PROGRAMS, "middleware-mark")
            self.assertEqual(self.execute(shell, mark, payload=b'{"a":1}')[:2], (0, b'{"a":1,"seen":true}\n'))
            self.assertEqual(self.execute(shell, mark, "after", b'{"a": 1.0}\n')[:2], (0, b'{"a": 1.0}\n'))
            status, output, _, notes = self.execute(shell, mark, payload=b"{")
            self.assertEqual((status, output), (1, b""))
            self.assertEqual(json.loads(notes)["error"]["errorType"], "Runtime.UnmarshalError")
            deny = os.path.join(PROGRAMS, "middleware-deny")
            self.assertEqual(self.execute(shell, deny)[:2], (80, b'{"denied":true}'))
            state = os.path.join(PROGRAMS, "middleware-state")
            self.assertEqual(self.execute(shell, state, payload=b'{"origin":"o"}')[3], b'{"state":"o"}\n')
            self.assertEqual(self.execute(shell, state, "after", context=b'{"state":"o"}')[1], b'{"origin":"o"}\n')
            self.assertEqual(self.execute(shell, state, "after")[1], b'{"origin":null}\n')

        self.each(check)

    def test_notes_context_and_logs(self):
        path = self.write(
            """
            before() {
                sor_annotate user "$(sor_config .user) $(sor_context .requestId) $(sor_context .requestId)"
                sor_log INFO "$sor_stage $sor_phase"
                sor_content_type text/x
                cat
            }
            """
        )

        def check(shell):
            run = self.execute(shell, path, payload=b"\x00\xff", context=b'{"requestId":"r"}\n', SOR_STAGE_CONFIG='{"user":"ada"}')
            self.assertEqual(run, (0, b"\x00\xff", b"[INFO] m before\n", b'{"attributes":{"user":"ada r r"}}\n{"contentType":"text/x"}\n'))

        self.each(check)

    def test_status_of_a_function_is_the_status_of_the_program(self):
        path = self.write("before() { return 7; }\n")
        self.each(lambda shell: self.assertEqual(self.execute(shell, path)[0], 7))

    def test_wrong_arguments_are_told(self):
        def check(shell):
            for phase in ("sideways", None):
                status, output, errors, _ = self.execute(shell, os.path.join(PROGRAMS, "middleware-mark"), phase)
                self.assertEqual((status, output), (2, b""))
                self.assertIn(b"before|after|error", errors)

        self.each(check)


if __name__ == "__main__":
    unittest.main()

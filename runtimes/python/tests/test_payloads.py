"""Events and answers: JSON and bytes, small and large."""

import unittest

from support import WorkerTest, frame_bytes

ECHO = """
    def handle(event, context):
        return event
"""


class JsonTest(WorkerTest):
    def test_values_come_back(self):
        worker = self.handler(ECHO)
        for value in (None, True, 0, -1.5, "", "ü😀\n\"\\\u2028", [], {}, {"a": [1, {"b": None}]}, 2**70):
            with self.subTest(value):
                answer = worker.invoke(value)
                self.assertEqual(answer.type, "result")
                self.assertEqual(answer.json, value)
                self.assertNotIn("contentType", answer.header)

    def test_answers_are_compact_utf8(self):
        worker = self.handler("def handle(event, context): return {'a': [1, 'ü'], 'b': (True, None)}")

        self.assertEqual(worker.invoke(1).body, '{"a":[1,"ü"],"b":[true,null]}'.encode())

    def test_half_a_surrogate_pair_stays_an_escape(self):
        worker = self.handler(ECHO)

        self.assertEqual(worker.invoke(b'["\\ud83d","\xc3\xbc"]').body, b'["\\ud83d","\\u00fc"]')

    def test_blanks_and_a_byte_order_mark_are_no_error(self):
        worker = self.handler(ECHO)
        for event in (b' \r\n\t{"a":1} \r\n', b'\xef\xbb\xbf{"a":1}', '{"a":1}'.encode("utf-16")):
            with self.subTest(event):
                self.assertEqual(worker.invoke(event).json, {"a": 1})

    def test_decimals_are_numbers_with_all_their_digits(self):
        worker = self.handler("""
            from decimal import Decimal

            def handle(event, context):
                return [Decimal("1.10"), {"n": Decimal("12345678901234567890.123456789")}, Decimal("1E+5"), '"', "ü"]
        """)

        self.assertEqual(worker.invoke(1).body, '[1.10,{"n":12345678901234567890.123456789},1E+5,"\\"","ü"]'.encode())

    def test_a_decimal_that_is_no_number(self):
        worker = self.handler("""
            from decimal import Decimal

            def handle(event, context):
                return Decimal(event)
        """)

        self.assertEqual(worker.invoke("NaN").header["errorType"], "Runtime.MarshalError")
        self.assertEqual(worker.invoke("-Infinity").header["errorType"], "Runtime.MarshalError")
        self.assertEqual(worker.invoke("7").json, 7)

    def test_content_types_of_json(self):
        worker = self.handler("def handle(event, context): return type(event).__name__")
        for content_type, expected in (
            ("application/json", "dict"),
            ("application/json; charset=utf-8", "dict"),
            ("Application/JSON", "dict"),
            ("application/cloudevents+json", "dict"),
            ("application/vnd.sor.http-request+json", "dict"),
            ("text/plain", "bytes"),
            ("application/octet-stream", "bytes"),
            ("application/jsonl", "bytes"),
        ):
            with self.subTest(content_type):
                self.assertEqual(worker.invoke({}, contentType=content_type).json, expected)


class BytesTest(WorkerTest):
    def test_bytes_come_and_go_as_they_are(self):
        worker = self.handler(ECHO)

        answer = worker.invoke(b"\x00\xff\n{", contentType="image/png")

        self.assertEqual(answer.body, b"\x00\xff\n{")
        self.assertEqual(answer.header["contentType"], "application/octet-stream")

    def test_every_kind_of_bytes_is_an_answer(self):
        worker = self.handler("""
            def handle(event, context):
                return {"bytes": bytes, "bytearray": bytearray, "memoryview": memoryview}[event](b"abc")
        """)
        for kind in ("bytes", "bytearray", "memoryview"):
            with self.subTest(kind):
                self.assertEqual(worker.invoke(kind).body, b"abc")

    def test_no_bytes_are_an_answer(self):
        answer = self.handler("handle = lambda event, context: b''").invoke(1)

        self.assertEqual((answer.type, answer.body, answer.header["length"]), ("result", b"", 0))

    def test_large_events_are_bytes_too(self):
        worker = self.handler("handle = lambda event, context: [type(event).__name__, len(event)]")

        self.assertEqual(worker.invoke(b"x" * 1_000_000, contentType="text/plain").json, ["bytes", 1_000_000])


class SizeTest(WorkerTest):
    def test_all_sizes_around_the_pieces(self):
        worker = self.handler(ECHO)
        for size in (2, 200, 16_383, 16_384, 16_385, 65_000, 65_536, 65_537, 131_072, 1_000_000, 6_291_556):
            with self.subTest(size):
                event = b'"' + b"x" * (size - 2) + b'"'
                self.assertEqual(worker.invoke(event).body, event)

    def test_many_events_in_one_piece(self):
        worker = self.handler(ECHO)
        count = 500
        data = b"".join(
            frame_bytes({"type": "invoke", "id": id, "context": {"requestId": "r"}}, b'"%d%s"' % (id, b"x" * (id % 97)))
            for id in range(1, count + 1)
        )

        worker.send(data)

        for id in range(1, count + 1):
            frame = worker.receive()
            self.assertEqual(frame.header["id"], id)
            self.assertEqual(frame.json, f"{id}{'x' * (id % 97)}")

    def test_an_answer_does_not_wait_for_the_next_event(self):
        worker = self.handler(ECHO)
        first = frame_bytes({"type": "invoke", "id": 1, "context": {}}, b"1")
        second = frame_bytes({"type": "invoke", "id": 2, "context": {}}, b"2")

        worker.send(first + second[:10])
        self.assertEqual(worker.receive().header["id"], 1)
        worker.send(second[10:])
        self.assertEqual(worker.receive().header["id"], 2)


class MemoryTest(WorkerTest):
    def test_ten_thousand_events_leave_nothing_behind(self):
        worker = self.handler("""
            import gc, os

            def handle(event, context):
                if event == "count":
                    gc.collect()
                    return [len(gc.get_objects()), len(os.listdir("/proc/self/fd"))]
                if event == "fail":
                    raise ValueError("x")
                return event
        """)
        worker.invoke("fail")
        before = worker.invoke("count").json
        for _ in range(100):
            for _ in range(99):
                worker.invoke({"a": [1, 2, 3]}, context={"trace": {"xray": "Root=1"}})
            worker.invoke("fail")

        after = worker.invoke("count").json

        self.assertEqual(after[1], before[1])
        self.assertLess(after[0], before[0] + 50)


if __name__ == "__main__":
    unittest.main()

"""codec.py against the json package, which it must not differ from but in speed."""

import json
import math
import random
import unittest

import support  # puts the runtime on the search path

from _sor.codec import dumps, loads, loads_text

_TEXTS = ["", "a", "ü", "😀", '"', "\\", "\n", "\x00", "\x7f", "\u2028", "/", "0123456789" * 20]
_MARKS = b'[]{},:"\\ \t\n0x1-.eE\xc3\xff\x00'
_ROUNDS = 3_000


def _value(dice, depth=0):
    kind = dice.randrange(9 if depth < 4 else 6)
    if kind == 0:
        return dice.choice([None, True, False])
    if kind == 1:
        return dice.choice([0, -1, 7, 2**31, 2**63, -(2**64), 10**40])
    if kind == 2:
        return dice.choice([0.0, -0.0, 1.5, 1e300, 1e-300, -2.5e-7, dice.random()])
    if kind < 6:
        return "".join(dice.choices(_TEXTS, k=dice.randrange(4)))
    if kind == 6:
        return {"".join(dice.choices(_TEXTS, k=2)): _value(dice, depth + 1) for _ in range(dice.randrange(5))}
    return [_value(dice, depth + 1) for _ in range(dice.randrange(5))]


def _outcome(function, *args):
    try:
        return repr(function(*args))
    except (ValueError, TypeError) as problem:
        return type(problem), str(problem)


class SameAsJsonTest(unittest.TestCase):
    def test_values_are_written_as_json_writes_them(self):
        dice = random.Random(1)
        for _ in range(_ROUNDS):
            value = _value(dice)
            expected = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
            self.assertEqual(dumps(value), expected)
            self.assertEqual(repr(loads(expected)), repr(json.loads(expected)))

    def test_any_bytes_are_read_as_json_reads_them(self):
        dice = random.Random(2)
        for _ in range(_ROUNDS):
            data = bytearray(json.dumps(_value(dice), ensure_ascii=dice.random() < 0.5).encode())
            for _ in range(dice.randrange(1, 4)):
                place = dice.randrange(len(data) + 1)
                data[place : place + dice.randrange(3)] = bytes(dice.choices(_MARKS, k=dice.randrange(3)))
            self.assertEqual(_outcome(loads, data), _outcome(json.loads, data), data)
            try:
                text = data.decode()
            except ValueError:
                continue
            self.assertEqual(_outcome(loads_text, text), _outcome(json.loads, text), text)

    def test_constants(self):
        for text in ("NaN", "Infinity", "-Infinity", "[NaN]", "nan", "-NaN"):
            self.assertEqual(_outcome(loads_text, text), _outcome(json.loads, text))

    def test_what_json_would_write_but_no_other_reads_is_refused(self):
        for value in (math.nan, math.inf, [-math.inf], {"a": math.nan}):
            with self.assertRaises(ValueError):
                dumps(value)

    def test_keys_that_are_no_strings(self):
        self.assertEqual(dumps({1: "a", None: "b", False: "c", 1.5: "d"}), b'{"1":"a","null":"b","false":"c","1.5":"d"}')

    def test_values_of_derived_types(self):
        class Text(str):
            pass

        class Number(int):
            pass

        self.assertEqual(dumps([Text("a"), Number(1), (1, 2), {"k": (3,)}]), b'["a",1,[1,2],{"k":[3]}]')


if __name__ == "__main__":
    unittest.main()

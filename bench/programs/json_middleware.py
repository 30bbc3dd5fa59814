#!/usr/bin/python3
"""A middleware as people write it: parses its payload and puts it out again."""
import json
import sys

print(json.dumps(json.load(sys.stdin)))

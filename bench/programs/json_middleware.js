#!/usr/bin/node
// A middleware as people write it: parses its payload and puts it out again.
const { readFileSync, writeFileSync } = require('node:fs')

writeFileSync(1, JSON.stringify(JSON.parse(readFileSync(0, 'utf8'))))

#!/usr/bin/node
// A middleware as people write it: parses its payload and puts it out again.
const { readFileSync } = require('node:fs')

const payload = JSON.parse(readFileSync(0, 'utf8'))
process.stdout.write(JSON.stringify(payload))

#!/usr/bin/node
// The bare process that a handler in Node is compared with: frames of a 4-byte length, one JSON echo each.
const { readSync, writeSync } = require('node:fs')

let data = Buffer.alloc(1 << 16)
for (;;) {
  let length = 0
  let end = 4
  while (length < end) {
    const got = readSync(0, data, length, data.length - length)
    if (got === 0) process.exit()
    length += got
    if (length >= 4) end = 4 + data.readUInt32LE()
    if (end > data.length) data = Buffer.concat([data, Buffer.alloc(end * 2)])
  }
  const event = JSON.parse(data.toString('utf8', 4, end))
  const answer = JSON.stringify(event)
  const frame = Buffer.allocUnsafe(4 + Buffer.byteLength(answer))
  frame.writeUInt32LE(frame.length - 4)
  frame.write(answer, 4)
  for (let at = 0; at < frame.length;) at += writeSync(1, frame, at)
}

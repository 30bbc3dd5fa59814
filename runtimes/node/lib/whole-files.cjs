// Whole reads and writes of pipes, at once: an executable has nothing else to do meanwhile.
'use strict'

const fs = require('fs')

const FIRST_SIZE = 65536

/** All bytes up to the end of file. */
function readAll(descriptor) {
  let bytes = Buffer.allocUnsafeSlow(FIRST_SIZE)
  let used = 0
  for (;;) {
    const count = patiently(() => fs.readSync(descriptor, bytes, used, bytes.length - used, null))
    if (count === 0) return bytes.subarray(0, used)
    used += count
    if (used === bytes.length) bytes = Buffer.concat([bytes], 2 * used)
  }
}

function writeAll(descriptor, payload) {
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
  for (let written = 0; written < bytes.length; ) {
    written += patiently(() => fs.writeSync(descriptor, bytes, written))
  }
}

/** Whoever shares a pipe may have set it not to wait (a terminal often is): then this waits in its place. */
function patiently(move) {
  for (;;) {
    try {
      return move()
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1)
    }
  }
}

module.exports = { readAll, writeAll }

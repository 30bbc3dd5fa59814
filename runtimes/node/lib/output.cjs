// STDOUT and STDERR are logs. Node writes to a pipe at once what the pipe takes (64 KiB) and keeps the rest for the event
// loop: so an answer waits for what is still kept, and an exit too.
'use strict'

const fs = require('fs')

// The streams that the function has opened by its first look at process.stdout or process.stderr. Opening one costs a
// millisecond of the start, so nobody here does.
const opened = { stdout: undefined, stderr: undefined }

/** Notices from now on when one of the two streams is opened. */
function watch() {
  for (const name of Object.keys(opened)) {
    const property = Object.getOwnPropertyDescriptor(process, name)
    if (property?.get === undefined || !property.configurable) continue
    Object.defineProperty(process, name, {
      ...property,
      get() {
        Object.defineProperty(process, name, property)
        opened[name] = process[name]
        return opened[name]
      },
    })
  }
}

function isPending(stream) {
  return stream !== undefined && stream.writableLength > 0 && !stream.destroyed
}

/** Whether something that was written is still kept. */
function pending() {
  if (opened.stdout === undefined && opened.stderr === undefined) return false
  return isPending(opened.stdout) || isPending(opened.stderr)
}

/** Calls `done` once everything that was written has left the process, or can not leave it any more. */
function whenFlushed(done) {
  const stream = isPending(opened.stdout) ? opened.stdout : isPending(opened.stderr) ? opened.stderr : undefined
  if (stream === undefined) done()
  else stream.write('', () => whenFlushed(done))
}

/** Writes text to a log: straight to its pipe, or through the function's stream if it has opened it, to keep the order. */
function write(name, text) {
  if (opened[name] !== undefined) {
    opened[name].write(text)
    return
  }
  let bytes = Buffer.from(text)
  try {
    while (bytes.length > 0) bytes = bytes.subarray(fs.writeSync(name === 'stdout' ? 1 : 2, bytes))
  } catch (error) {
    // A pipe that does not wait is left to the stream. After any other error nobody reads the log.
    if (error.code === 'EAGAIN') process[name].write(bytes)
  }
}

module.exports = { pending, watch, whenFlushed, write }

// Frames, version 1, over the socket that the host gave us: one line of JSON, then `length` bytes.
'use strict'

const fs = require('fs')
const { Socket } = require('net')

const HEADER_LIMIT = 65536
// The usual limit of a body; hello says the one that counts.
const PAYLOAD_LIMIT = 6291556
// Buffers for large bodies up to this size are kept: fresh memory costs more than what is done with it.
const KEPT_LIMIT = 4194304
// Up to this many characters a text is not measured before it is written: three bytes each is room enough.
const SMALL_TEXT = 16384
// In front of a body, for its header, which is written once the length is known. Holds every head of usual size.
const HEADER_ROOM = 1024
const USUAL_HEAD = 300
const LENGTH_ROOM = 32 // ,"length":6291556}\n
const NEWLINE = 10
const EMPTY = Buffer.alloc(0)

class ChannelBroken extends Error {}

class PayloadTooLarge extends Error {
  constructor(limit) {
    super(`Response payload size exceeded maximum allowed payload size (${limit} bytes).`)
  }
}

/** The descriptor of the channel. Children of the function have no part in it, so the variable goes. */
function channelDescriptor(environment) {
  const descriptor = Number.parseInt(environment.SOR_CHANNEL_FD, 10)
  if (Number.isNaN(descriptor)) {
    fs.writeSync(2, 'sor: SOR_CHANNEL_FD names no descriptor: the bootstrap starts this program, it can not be started by hand\n')
    process.exit(2)
  }
  delete environment.SOR_CHANNEL_FD
  return descriptor
}

/**
 * Reads frames whenever the event loop runs, and writes them at once as far as the socket takes them.
 *
 * Reading: the socket fills one buffer, again and again. A body that lies in it complete is handed out as a view; a
 * larger one is read into a buffer of its size. Either is valid only until onFrame returns.
 *
 * That Node closes the descriptor in children (it marks all that it inherits close-on-exec) is proven by a test.
 */
class Channel {
  /** onFrame(header, body) for each frame; onEnd(problem) once, when no more can come; without problem: the host is gone. */
  constructor(descriptor, { onFrame, onEnd }) {
    this.payloadLimit = PAYLOAD_LIMIT
    this._descriptor = descriptor
    this._onFrame = onFrame
    this._onEnd = onEnd
    this._buffer = Buffer.allocUnsafeSlow(HEADER_LIMIT)
    this._used = 0 // bytes of a header not yet complete, at the start of _buffer
    this._header = undefined // of the frame whose body is being read
    this._body = EMPTY
    this._bodyUsed = 0
    this._keptBody = EMPTY
    this._keptOutput = Buffer.allocUnsafeSlow(HEADER_ROOM + 3 * SMALL_TEXT)
    this._space = this._buffer // where the socket puts what comes next
    this._isSpaceNew = true
    this._socket = new Socket({
      fd: descriptor,
      onread: {
        // Asked after each read; no answer: the same as before.
        buffer: () => (this._isSpaceNew ? this._takeSpace() : undefined),
        callback: (count) => this._read(count),
      },
    })
    this._socket.on('error', () => {}) // 'close' follows
    this._socket.on('close', () => onEnd())
  }

  /** Whether the channel keeps the process alive; at first it does. */
  ref() {
    this._socket.ref()
  }

  unref() {
    this._socket.unref()
  }

  /** Sends a frame: `head` is a header without its closing brace, `payload` a text, bytes, or nothing. */
  send(head, payload) {
    if (payload === undefined) {
      const bytes = Buffer.from(`${head}}\n`)
      this._write(bytes, 0, bytes.length)
      return
    }
    if (payload.length > this.payloadLimit) throw new PayloadTooLarge(this.payloadLimit)
    const front = head.length <= USUAL_HEAD ? HEADER_ROOM : Buffer.byteLength(head) + LENGTH_ROOM
    const isText = typeof payload === 'string'
    const room = !isText ? payload.length : payload.length <= SMALL_TEXT ? 3 * payload.length : Buffer.byteLength(payload)
    const output = this._outputOf(front + room)
    const length = isText ? output.write(payload, front) : payload.length
    if (length > this.payloadLimit) throw new PayloadTooLarge(this.payloadLimit)
    if (!isText) output.set(payload, front)
    const header = `${head},"length":${length}}\n`
    const start = front - Buffer.byteLength(header)
    output.write(header, start)
    this._write(output, start, front + length - start)
  }

  /** Calls `done` once everything sent has been taken by the socket, or can not be any more. */
  whenFlushed(done) {
    if (this._socket.writableLength === 0 || this._socket.destroyed) done()
    else this._socket.write('', done)
  }

  _outputOf(size) {
    if (this._keptOutput.length >= size) return this._keptOutput
    const output = Buffer.allocUnsafeSlow(size)
    if (size <= KEPT_LIMIT) this._keptOutput = output
    return output
  }

  _write(bytes, start, length) {
    let written = 0
    if (this._socket.writableLength === 0) {
      try {
        written = fs.writeSync(this._descriptor, bytes, start, length)
      } catch (error) {
        // Without a host, 'close' comes from the event loop.
        if (error.code !== 'EAGAIN' && error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error
      }
      if (written === length) return
    }
    this._socket.write(bytes.subarray(start + written, start + length), () => this._giveBack(bytes))
    if (bytes === this._keptOutput) this._keptOutput = EMPTY // lent to the socket until it has written it
  }

  _giveBack(bytes) {
    if (bytes.length > this._keptOutput.length && bytes.length <= KEPT_LIMIT) this._keptOutput = bytes
  }

  _takeSpace() {
    this._isSpaceNew = false
    return this._space
  }

  _setSpace(space) {
    this._space = space
    this._isSpaceNew = true
  }

  _read(count) {
    try {
      if (this._header === undefined) this._readFrames(this._used + count, this._used)
      else this._readBody(count)
    } catch (error) {
      if (!(error instanceof ChannelBroken)) throw error
      this._socket.destroy()
      this._onEnd(error)
    }
    return true
  }

  /** Hands out every frame that lies complete in the first `end` bytes of the buffer; up to `searched` is no newline. */
  _readFrames(end, searched) {
    const buffer = this._buffer
    let start = 0
    while (start < end) {
      const newline = buffer.indexOf(NEWLINE, Math.max(start, searched))
      if (newline === -1 || newline >= end) {
        this._keepHeader(start, end)
        return
      }
      const header = this._parse(buffer.toString('utf8', start, newline))
      const length = header.length ?? 0
      start = newline + 1
      if (length > end - start) {
        this._beginBody(header, start, end)
        return
      }
      const body = length === 0 ? EMPTY : buffer.subarray(start, start + length)
      start += length
      this._onFrame(header, body)
    }
    if (this._used > 0) this._keepHeader(0, 0)
  }

  _keepHeader(start, end) {
    if (end - start === HEADER_LIMIT) throw new ChannelBroken(`a header is longer than ${HEADER_LIMIT} bytes`)
    this._buffer.copyWithin(0, start, end)
    this._used = end - start
    this._setSpace(this._buffer.subarray(this._used))
  }

  _beginBody(header, start, end) {
    const { length } = header
    if (this._keptBody.length < length) {
      const body = Buffer.allocUnsafeSlow(length)
      if (length <= KEPT_LIMIT) this._keptBody = body
      this._body = body
    } else {
      this._body = this._keptBody.subarray(0, length)
    }
    this._header = header
    this._bodyUsed = this._buffer.copy(this._body, 0, start, end)
    this._setSpace(this._body.subarray(this._bodyUsed))
  }

  _readBody(count) {
    this._bodyUsed += count
    if (this._bodyUsed < this._body.length) {
      this._setSpace(this._body.subarray(this._bodyUsed))
      return
    }
    const header = this._header
    const body = this._body
    this._header = undefined
    this._body = EMPTY
    this._keepHeader(0, 0)
    this._onFrame(header, body)
  }

  _parse(text) {
    let header
    try {
      header = JSON.parse(text)
    } catch (error) {
      throw new ChannelBroken(`a header is not JSON: ${error.message}`)
    }
    if (header === null || typeof header !== 'object' || Array.isArray(header)) {
      throw new ChannelBroken('a header is not a JSON object')
    }
    const { length } = header
    if (length !== undefined && !(Number.isInteger(length) && length >= 0 && length <= this.payloadLimit)) {
      throw new ChannelBroken(`the length of a frame is not an integer from 0 to ${this.payloadLimit}`)
    }
    return header
  }
}

module.exports = { Channel, PayloadTooLarge, channelDescriptor }

// The channel to the host: frames over the socket whose descriptor SOR_CHANNEL_FD names.
'use strict'

const fs = require('fs')
const { Socket } = require('net')
const { ChannelBroken, FrameReader, KEPT_LIMIT } = require('./frame-reader.cjs')

// Up to this many characters a text is not measured before it is written: three bytes each is room enough.
const SMALL_TEXT = 16384
// In front of a payload, for its header, which is written once the length is known. Holds every head of usual size.
const HEADER_ROOM = 1024
const USUAL_HEAD = 300
const LENGTH_ROOM = 32 // ,"length":6291556}\n
const EMPTY = Buffer.alloc(0)

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
 * The descriptor is close-on-exec without our doing: Node marks all that it inherits so when it starts. A test proves it.
 */
class Channel {
  /**
   * onFrame(header, body) for each frame; the body is valid until it returns.
   * onEnd(problem) when no more can come; without problem: the host is gone.
   */
  constructor(descriptor, { onFrame, onEnd }) {
    this._descriptor = descriptor
    this._onEnd = onEnd
    this._reader = new FrameReader(onFrame)
    this._output = Buffer.allocUnsafeSlow(HEADER_ROOM + 3 * SMALL_TEXT)
    this._socket = new Socket({
      fd: descriptor,
      // Into the reader's own buffer, without a Buffer for each read.
      onread: { buffer: () => this._reader.nextSpace(), callback: (count) => this._read(count) },
    })
    this._socket.on('error', () => {}) // 'close' follows
    this._socket.on('close', () => onEnd())
  }

  get payloadLimit() {
    return this._reader.payloadLimit
  }

  set payloadLimit(bytes) {
    this._reader.payloadLimit = bytes
  }

  /** Whether the channel keeps the process alive: at first it does. */
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
    const output = this._outputOf(front + (isText ? roomOf(payload) : payload.length))
    const length = isText ? output.write(payload, front) : payload.length
    if (length > this.payloadLimit) throw new PayloadTooLarge(this.payloadLimit)
    if (!isText) output.set(payload, front)
    const header = `${head},"length":${length}}\n`
    const start = front - Buffer.byteLength(header)
    output.write(header, start)
    this._write(output, start, front + length - start)
  }

  /** Calls `done` once the socket has taken everything sent, or can not any more. */
  whenFlushed(done) {
    if (this._socket.writableLength === 0 || this._socket.destroyed) done()
    else this._socket.write('', () => done())
  }

  /** A buffer of at least this size: the one that is kept, which a larger one replaces within limits. */
  _outputOf(size) {
    if (this._output.length >= size) return this._output
    const output = Buffer.allocUnsafeSlow(size)
    if (size <= KEPT_LIMIT) this._output = output
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
    if (bytes === this._output) this._output = EMPTY // the socket's, until it has written it
    this._socket.write(bytes.subarray(start + written, start + length), () => this._takeBack(bytes))
  }

  _takeBack(bytes) {
    if (bytes.length > this._output.length && bytes.length <= KEPT_LIMIT) this._output = bytes
  }

  _read(count) {
    try {
      this._reader.advance(count)
    } catch (error) {
      if (!(error instanceof ChannelBroken)) throw error
      this._socket.destroy()
      this._onEnd(error)
    }
    return true
  }
}

function roomOf(text) {
  return text.length <= SMALL_TEXT ? 3 * text.length : Buffer.byteLength(text)
}

module.exports = { Channel, PayloadTooLarge, channelDescriptor }

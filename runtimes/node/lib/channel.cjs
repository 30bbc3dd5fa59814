// The channel to the host: frames over the socket whose descriptor SOR_CHANNEL_FD names.
'use strict'

const fs = require('fs')
const { Socket } = require('net')
const { ChannelBroken, FrameReader, KEPT_LIMIT } = require('./frame-reader.cjs')

// Up to this many characters a text goes to the socket as one text with its header, which spares a buffer.
const SMALL_TEXT = 16384
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
   * onFrame(header, bytes, start, end) for each frame; its body, from start to end, is valid until it returns.
   * onEnd(problem) when no more can come; without problem: the host is gone.
   */
  constructor(descriptor, { onFrame, onEnd }) {
    this._descriptor = descriptor
    this._onEnd = onEnd
    this._reader = new FrameReader(onFrame)
    this._output = EMPTY // the buffer in which large frames are put together, kept for the next
    this._left = 0 // frames, or ends of frames, that the socket has not taken yet
    /** For ref() and unref(): at first the channel keeps the process alive. */
    this.socket = new Socket({
      fd: descriptor,
      // Into the reader's own buffer, without a Buffer for each read.
      onread: { buffer: () => this._reader.nextSpace(), callback: (count) => this._read(count) },
    })
    this.socket.on('error', () => {}) // 'close' follows
    this.socket.on('close', () => onEnd())
  }

  get payloadLimit() {
    return this._reader.payloadLimit
  }

  set payloadLimit(bytes) {
    this._reader.payloadLimit = bytes
  }

  /**
   * Sends a frame: `head` is a header without its closing brace, `payload` a text, bytes, or nothing. With a payload,
   * the head is ASCII.
   */
  send(head, payload) {
    if (payload === undefined) {
      this._write(Buffer.from(`${head}}\n`))
      return
    }
    const limit = this._reader.payloadLimit
    if (payload.length > limit) throw new PayloadTooLarge(limit)
    const isText = typeof payload === 'string'
    const length = isText ? Buffer.byteLength(payload) : payload.length
    if (length > limit) throw new PayloadTooLarge(limit)
    const header = `${head},"length":${length}}\n`
    if (isText && payload.length <= SMALL_TEXT && this._left === 0) {
      const text = header + payload
      const written = this._try(text)
      if (written < header.length + length) this._leave(Buffer.from(text).subarray(written))
    } else {
      this._write(this._joined(header, payload, length))
    }
  }

  /** Calls `done` once the socket has taken everything sent, or can not any more. */
  whenFlushed(done) {
    if (this._left === 0 || this.socket.destroyed) done()
    else this.socket.write('', () => done())
  }

  /** Header and payload in the buffer that is kept, which a larger one replaces within limits. */
  _joined(header, payload, length) {
    const size = header.length + length
    let output = this._output
    if (output.length < size) {
      output = Buffer.allocUnsafeSlow(size)
      if (size <= KEPT_LIMIT) this._output = output
    }
    output.write(header)
    if (typeof payload === 'string') output.write(payload, header.length)
    else output.set(payload, header.length)
    return output.subarray(0, size)
  }

  _write(bytes) {
    const written = this._left > 0 ? 0 : this._try(bytes)
    if (written < bytes.length) this._leave(bytes.subarray(written))
  }

  /** The number of bytes that the socket takes at once. */
  _try(data) {
    try {
      return fs.writeSync(this._descriptor, data)
    } catch (error) {
      // Full; or without a host: then 'close' comes from the event loop.
      if (error.code === 'EAGAIN' || error.code === 'EPIPE' || error.code === 'ECONNRESET') return 0
      throw error
    }
  }

  /** Leaves bytes to the socket, and their memory until it has written them. */
  _leave(bytes) {
    const output = this._output
    const isLent = bytes.buffer === output.buffer
    if (isLent) this._output = EMPTY
    this._left++
    this.socket.write(bytes, () => {
      this._left--
      if (isLent && output.length > this._output.length) this._output = output
    })
  }

  _read(count) {
    try {
      this._reader.advance(count)
    } catch (error) {
      if (!(error instanceof ChannelBroken)) throw error
      this.socket.destroy()
      this._onEnd(error)
    }
    return true
  }
}

module.exports = { Channel, PayloadTooLarge, channelDescriptor }

// Frames, version 1, over the descriptor that the host gave us: one line of JSON, then `length` bytes.
'use strict'

const fs = require('fs')
const { Socket } = require('net')

const HEADER_LIMIT = 65536
// What hello says in every case known; counts until hello is read.
const USUAL_PAYLOAD_LIMIT = 6291556
// Room in front of a small payload for the header that is written once its length is known.
const HEADER_ROOM = 1024
// A payload of up to this many characters is encoded into the scratch buffer: at most three bytes a character.
const SMALL_PAYLOAD = 16384
const NEWLINE = 10
const EMPTY = Buffer.alloc(0)

class ChannelBroken extends Error {}

/**
 * Reads frames while the event loop runs, writes them at once where the socket takes them.
 *
 * Reading: one static buffer, filled by the socket without a Buffer per read; the body of a frame that lies in it is
 * handed out as a view that is valid only until onFrame returns. A body that does not fit is read into its own buffer.
 */
class Channel {
  constructor(fd, { onFrame, onEnd }) {
    this.payloadLimit = USUAL_PAYLOAD_LIMIT
    this._fd = fd
    this._onFrame = onFrame
    this._onEnd = onEnd
    this._buffer = Buffer.allocUnsafeSlow(HEADER_LIMIT)
    this._used = 0 // bytes at the start of _buffer that belong to a header not yet complete
    this._header = null // of a frame whose body is being read
    this._body = EMPTY
    this._bodyUsed = 0
    this._scratch = Buffer.allocUnsafeSlow(HEADER_ROOM + 3 * SMALL_PAYLOAD)
    this._socket = new Socket({
      fd,
      onread: { buffer: () => this._nextBuffer(), callback: (count) => this._read(count) },
    })
    this._socket.on('error', () => {}) // 'close' follows
    this._socket.on('close', () => this._onEnd(null))
  }

  ref() {
    this._socket.ref()
  }

  unref() {
    this._socket.unref()
  }

  /** Sends `head` (a header without its closing brace) and a payload: a string, bytes or nothing. */
  send(head, payload) {
    if (payload === undefined) return this._write(Buffer.from(`${head}}\n`))
    if (typeof payload === 'string') {
      if (payload.length <= SMALL_PAYLOAD && head.length < HEADER_ROOM - 32) return this._sendSmall(head, payload)
      payload = Buffer.from(payload)
    }
    this._write(Buffer.from(`${head},"length":${payload.length}}\n`))
    if (payload.length > 0) this._write(payload)
  }

  _sendSmall(head, payload) {
    const scratch = this._scratch
    const length = scratch.write(payload, HEADER_ROOM)
    const header = `${head},"length":${length}}\n`
    const start = HEADER_ROOM - Buffer.byteLength(header)
    scratch.write(header, start)
    this._write(scratch.subarray(start, HEADER_ROOM + length), true)
  }

  /** At once if nothing waits; what the socket does not take waits in it. A shared buffer is copied before it waits. */
  _write(bytes, shared = false) {
    let written = 0
    if (this._socket.writableLength === 0) {
      try {
        written = fs.writeSync(this._fd, bytes)
      } catch (error) {
        if (error.code === 'EPIPE' || error.code === 'ECONNRESET') return this._onEnd(null)
        if (error.code !== 'EAGAIN') throw error
      }
      if (written === bytes.length) return
    }
    const rest = bytes.subarray(written)
    this._socket.write(shared ? Buffer.from(rest) : rest)
  }

  _nextBuffer() {
    return this._header === null ? this._buffer.subarray(this._used) : this._body.subarray(this._bodyUsed)
  }

  _read(count) {
    try {
      if (this._header !== null) this._readBody(count)
      else this._readHeaders(this._used + count, this._used)
    } catch (error) {
      if (!(error instanceof ChannelBroken)) throw error
      this._onEnd(error)
    }
    return true
  }

  _readBody(count) {
    this._bodyUsed += count
    if (this._bodyUsed < this._header.length) return
    const header = this._header
    const body = this._body
    this._header = null
    this._body = EMPTY
    this._bodyUsed = 0
    this._onFrame(header, body)
  }

  /** Hands out every frame that lies complete in the first `end` bytes of the buffer. */
  _readHeaders(end, searchFrom) {
    const buffer = this._buffer
    let start = 0
    while (start < end) {
      const newline = buffer.indexOf(NEWLINE, Math.max(start, searchFrom))
      if (newline === -1 || newline >= end) {
        this._keepPart(start, end)
        return
      }
      const header = this._parse(buffer.toString('utf8', start, newline))
      const length = header.length ?? 0
      start = newline + 1
      if (length > end - start) {
        this._header = header
        this._body = Buffer.allocUnsafeSlow(length)
        this._bodyUsed = buffer.copy(this._body, 0, start, end)
        this._used = 0
        return
      }
      const body = length === 0 ? EMPTY : buffer.subarray(start, start + length)
      start += length
      this._onFrame(header, body)
    }
    this._used = 0
  }

  _keepPart(start, end) {
    if (end - start >= HEADER_LIMIT) throw new ChannelBroken(`a header is longer than ${HEADER_LIMIT} bytes`)
    this._buffer.copyWithin(0, start, end)
    this._used = end - start
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
    const length = header.length
    if (length !== undefined && !(Number.isInteger(length) && length >= 0 && length <= this.payloadLimit)) {
      throw new ChannelBroken(`the length of a frame is not an integer from 0 to ${this.payloadLimit}`)
    }
    return header
  }
}

module.exports = { Channel, ChannelBroken }

// Frames, version 1, out of bytes: one line of JSON, then `length` bytes.
'use strict'

const HEADER_LIMIT = 65536
// The usual limit of a body; hello says the one that counts.
const PAYLOAD_LIMIT = 6291556
// The buffer of a body up to this size is kept for the next: fresh memory costs more than filling it.
const KEPT_LIMIT = 4194304
const NEWLINE = 10
const EMPTY = Buffer.alloc(0)

class ChannelBroken extends Error {}

/**
 * The bytes are put where nextSpace() says; advance() then hands out every frame that is complete, by
 * onFrame(header, bytes, start, end): its body is bytes from start to end, and valid only until onFrame returns.
 *
 * One buffer is filled again and again. A body that lies in it complete is handed out as it lies there; a larger one is
 * read into a buffer of its size.
 */
class FrameReader {
  constructor(onFrame) {
    this.payloadLimit = PAYLOAD_LIMIT
    this._onFrame = onFrame
    this._buffer = Buffer.allocUnsafeSlow(HEADER_LIMIT)
    this._used = 0 // bytes of a header not yet complete, at the start of _buffer
    this._header = undefined // of the frame whose body is being read
    this._body = EMPTY
    this._bodyUsed = 0
    this._keptBody = EMPTY
    this._space = this._buffer
  }

  /** Where the next bytes go; undefined: to the same place as before. */
  nextSpace() {
    const space = this._space
    this._space = undefined
    return space
  }

  /** Whether nothing is left over and the next byte begins a header. */
  get isBetweenFrames() {
    return this._used === 0 && this._header === undefined
  }

  /** Takes the `count` bytes that were put into the space. Throws ChannelBroken when no frame can follow any more. */
  advance(count) {
    if (this._header !== undefined) {
      this._readBody(count)
      return
    }
    const buffer = this._buffer
    const filled = this._used + count
    let searched = this._used // no newline up to here
    let start = 0
    while (start < filled) {
      const newline = buffer.indexOf(NEWLINE, searched)
      if (newline === -1 || newline >= filled) {
        this._keepHeader(start, filled)
        return
      }
      const header = parse(buffer.toString('utf8', start, newline), this.payloadLimit)
      const length = header.length ?? 0
      start = newline + 1
      if (length > filled - start) {
        this._beginBody(header, start, filled)
        return
      }
      searched = start + length
      this._onFrame(header, buffer, start, searched)
      start = searched
    }
    if (this._used > 0) this._keepHeader(0, 0)
  }

  _keepHeader(start, end) {
    if (end - start === HEADER_LIMIT) throw new ChannelBroken(`a header is longer than ${HEADER_LIMIT} bytes`)
    this._buffer.copyWithin(0, start, end)
    this._used = end - start
    this._space = this._buffer.subarray(this._used)
  }

  _beginBody(header, start, end) {
    const { length } = header
    if (this._keptBody.length >= length) {
      this._body = this._keptBody.subarray(0, length)
    } else {
      this._body = Buffer.allocUnsafeSlow(length)
      if (length <= KEPT_LIMIT) this._keptBody = this._body
    }
    this._header = header
    this._used = 0
    this._bodyUsed = this._buffer.copy(this._body, 0, start, end)
    this._space = this._body.subarray(this._bodyUsed)
  }

  _readBody(count) {
    this._bodyUsed += count
    if (this._bodyUsed < this._body.length) {
      this._space = this._body.subarray(this._bodyUsed)
      return
    }
    const header = this._header
    const body = this._body
    this._header = undefined
    this._body = EMPTY
    this._space = this._buffer
    this._onFrame(header, body, 0, body.length)
  }
}

function parse(text, payloadLimit) {
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
  if (length !== undefined && !(Number.isInteger(length) && length >= 0 && length <= payloadLimit)) {
    throw new ChannelBroken(`the length of a frame is not an integer from 0 to ${payloadLimit}`)
  }
  return header
}

module.exports = { ChannelBroken, FrameReader, HEADER_LIMIT, KEPT_LIMIT }

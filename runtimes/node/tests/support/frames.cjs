// A host's reader of frames: simple, and independent of the one under test.
'use strict'

class Frames {
  constructor() {
    this._bytes = Buffer.alloc(0)
  }

  /** The frames that are complete with these bytes. */
  take(bytes) {
    this._bytes = Buffer.concat([this._bytes, bytes])
    const frames = []
    for (;;) {
      const newline = this._bytes.indexOf('\n')
      if (newline === -1) return frames
      const header = JSON.parse(this._bytes.subarray(0, newline).toString())
      const end = newline + 1 + (header.length ?? 0)
      if (this._bytes.length < end) return frames
      frames.push({ header, body: this._bytes.subarray(newline + 1, end), headerBytes: newline + 1 })
      this._bytes = this._bytes.subarray(end)
    }
  }
}

module.exports = { Frames }

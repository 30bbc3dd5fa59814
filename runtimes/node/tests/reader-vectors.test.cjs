'use strict'

const assert = require('node:assert/strict')
const test = require('node:test')
const { ChannelBroken, FrameReader } = require('../lib/frame-reader.cjs')
const { bytesOf, vectorFiles } = require('./support/vectors.cjs')

const CUT_EVERYWHERE_BELOW = 2048

for (const [file, { vectors }] of Object.entries(vectorFiles('reader-'))) {
  for (const vector of vectors.filter(({ roles }) => roles.includes('worker'))) {
    test(`${file}: ${vector.name}`, () => {
      const bytes = bytesOf(vector.in)
      const expected = {
        frames: (vector.frames ?? []).map(({ header, body }) => ({ header, body: bytesOf(body).toString('hex') })),
        then: vector.then,
      }

      for (const pieces of waysToCut(bytes)) assert.deepEqual(read(pieces, vector.limits), expected)
    })
  }
}

function* waysToCut(bytes) {
  yield [bytes]
  yield Array.from(bytes, (_, i) => bytes.subarray(i, i + 1))
  if (bytes.length >= CUT_EVERYWHERE_BELOW) return
  for (let i = 1; i < bytes.length; i++) yield [bytes.subarray(0, i), bytes.subarray(i)]
}

function read(pieces, { payloadBytes } = {}) {
  const frames = []
  const reader = new FrameReader((header, bytes, start, end) => frames.push({ header, body: bytes.toString('hex', start, end) }))
  if (payloadBytes !== undefined) reader.payloadLimit = payloadBytes
  let space
  for (let piece of pieces) {
    while (piece.length > 0) {
      space = reader.nextSpace() ?? space
      const count = piece.copy(space)
      piece = piece.subarray(count)
      try {
        reader.advance(count)
      } catch (error) {
        if (!(error instanceof ChannelBroken)) throw error
        return { frames, then: 'broken' }
      }
    }
  }
  return { frames, then: reader.isBetweenFrames ? 'open' : 'partial' }
}

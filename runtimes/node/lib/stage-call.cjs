// One call of a middleware's function: from the payload's bytes to the outcome.
'use strict'

const { decode, encode } = require('./codec.cjs')
const { Reply } = require('./reply.cjs')

/**
 * The outcome of a call, or a promise of it: {type, payload, contentType}; type is "result" or "reply", payload a text or
 * bytes, contentType undefined where it stays. `body` need not be valid any more once this has returned.
 */
function call({ fn, raw }, body, ctx) {
  const given = ctx.contentType
  Reply.latest = undefined
  let value
  try {
    value = fn(raw ? Buffer.from(body) : decode(body, 0, body.length, given), ctx)
  } catch (thrown) {
    if (thrown instanceof Reply) return replyOf(thrown)
    throw thrown
  }
  if (typeof value?.then !== 'function') return outcomeOf(value, raw, body, given, ctx)
  const kept = Buffer.from(body)
  return value.then(
    (settled) => outcomeOf(settled, raw, kept, given, ctx),
    (thrown) => {
      if (thrown instanceof Reply) return replyOf(thrown)
      throw thrown
    },
  )
}

function outcomeOf(value, raw, body, given, ctx) {
  if (Reply.latest !== undefined) return replyOf(Reply.latest)
  return {
    type: 'result',
    payload: value === undefined ? body : payloadOf(value, raw),
    contentType: ctx.contentType === given ? undefined : textOf(ctx.contentType),
  }
}

function replyOf({ value, contentType }) {
  const usual = value instanceof Uint8Array ? 'application/octet-stream' : 'application/json'
  return { type: 'reply', payload: payloadOf(value, false), contentType: textOf(contentType ?? usual) }
}

function payloadOf(value, raw) {
  if (value instanceof Uint8Array || (raw && typeof value === 'string')) return value
  return encode(value)
}

function textOf(contentType) {
  if (typeof contentType === 'string' && /^[ -~]{1,1024}$/.test(contentType)) return contentType
  throw new TypeError('a content type is a string of at most 1,024 printable ASCII characters')
}

module.exports = { call }

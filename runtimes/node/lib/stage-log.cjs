// Log records of a middleware, as frames and as lines. Loaded when first needed.
'use strict'

const { cut } = require('./cutting.cjs')
const { HEADER_LIMIT } = require('./frame-reader.cjs')

const MESSAGE_BYTES = 32768

/** The header of a log frame without its closing brace. Fields that are too large for a header are left out. */
function logHead(id, level, message, fields) {
  const head = (members) => JSON.stringify({ type: 'log', id, level, ...members }).slice(0, -1)
  const whole = head({ message, ...(Object.keys(fields).length > 0 && { fields }) })
  if (Buffer.byteLength(whole) + 2 <= HEADER_LIMIT) return whole
  return head({ message: cut(message, MESSAGE_BYTES), fields: { cut: true } })
}

function logLine(level, message, fields) {
  const rest = Object.keys(fields).length > 0 ? `\t${JSON.stringify(fields)}` : ''
  return `${level}\t${message}${rest}\n`
}

module.exports = { logHead, logLine }

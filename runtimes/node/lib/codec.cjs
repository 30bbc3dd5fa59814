// Payloads: JSON by default, bytes otherwise.
'use strict'

/** Whether a payload of this content type is JSON: application/json, ...+json, with or without parameters. */
function isJson(contentType) {
  if (contentType === undefined || contentType === 'application/json') return true
  const essence = contentType.split(';', 1)[0].trim().toLowerCase()
  return essence === 'application/json' || essence.endsWith('+json')
}

/** What the bytes of a payload mean. They are the channel's own: bytes are handed out as a copy. */
function decode(body, contentType) {
  if (!isJson(contentType)) return Buffer.from(body)
  try {
    return JSON.parse(body.toString())
  } catch (error) {
    throw failure('Runtime.UnmarshalError', `Unable to unmarshal input: ${error.message}`)
  }
}

/** The text of a value as JSON; null for what has none, as undefined. */
function encode(value) {
  try {
    return JSON.stringify(value) ?? 'null'
  } catch (error) {
    throw failure('Runtime.MarshalError', `Unable to marshal output: ${error.message}`)
  }
}

function failure(errorType, message) {
  const { Failure } = require('./failure.cjs')
  return new Failure(errorType, message)
}

module.exports = { decode, encode, isJson }

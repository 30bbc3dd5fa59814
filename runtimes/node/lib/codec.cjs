// Payloads: JSON by default, bytes otherwise.
'use strict'

/** Whether a payload of this content type is JSON: application/json, ...+json, with or without parameters. */
function isJson(contentType) {
  if (contentType === undefined || contentType === 'application/json') return true
  const essence = contentType.split(';', 1)[0].trim().toLowerCase()
  return essence === 'application/json' || essence.endsWith('+json')
}

/** What the bytes from `start` to `end` mean as a payload. Where that is bytes, they are a copy. */
function decode(bytes, start, end, contentType) {
  if (!isJson(contentType)) return Buffer.from(bytes.subarray(start, end))
  try {
    return JSON.parse(bytes.toString('utf8', start, end))
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

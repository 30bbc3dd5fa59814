// Failures as data: errorType, errorMessage and stackTrace. Loaded when something has failed.
'use strict'

const path = require('path')
const { isNativeError } = require('util').types
const { cut, cutList } = require('./cutting.cjs')
const { HEADER_LIMIT } = require('./frame-reader.cjs')

// How a header of 65,536 bytes is shared out when a failure is too large for it.
const TYPE_BYTES = 512
const MESSAGE_BYTES = 16384
const LINE_BYTES = 2048
const STACK_BYTES = HEADER_LIMIT - TYPE_BYTES - MESSAGE_BYTES - 512
// How the files of this runtime begin.
const OWN_FILES = ['lib/', 'main.cjs', 'sor.js'].map((file) => path.join(__dirname, '..', file))

/** A failure whose type and message are decided, unlike those of an error that just happened. */
class Failure extends Error {
  constructor(errorType, message, { retry, cause } = {}) {
    super(message)
    Object.defineProperty(this, 'name', { value: errorType, configurable: true, writable: true })
    if (retry !== undefined) this.retry = retry
    // What the cause knows of the place is more use than the place where it was wrapped.
    if (typeof cause?.stack === 'string') this.stack = `${errorType}: ${message}\n${cause.stack}`
  }
}

function isError(value) {
  return isNativeError(value) || (typeof value?.name === 'string' && typeof value.message === 'string' && typeof value.stack === 'string')
}

/** What was thrown, in the form in which Lambda's own runtime tells it. */
function describe(thrown) {
  try {
    if (!isError(thrown)) return { errorType: typeof thrown, errorMessage: String(thrown), stackTrace: [] }
    return {
      errorType: String(thrown.name),
      errorMessage: String(thrown.message),
      stackTrace: linesOf(thrown.stack),
      ...(typeof thrown.retry === 'boolean' && { retry: thrown.retry }),
    }
  } catch {
    return { errorType: 'Error', errorMessage: 'What was thrown can not be read: its name, message or stack fails', stackTrace: [] }
  }
}

/** The function's part of a stack: from the first frame of this runtime on, there is only what called the function. */
function linesOf(stack) {
  if (typeof stack !== 'string') return []
  const lines = stack.split('\n')
  const own = lines.findIndex((line) => /^\s+at /.test(line) && OWN_FILES.some((file) => line.includes(file)))
  return own === -1 ? lines : lines.slice(0, own)
}

/** The header of an error frame without its closing brace; without `id`: the worker can not start. */
function errorHead(failure, id, last) {
  const head = (members) => JSON.stringify({ type: 'error', id, last, ...members }).slice(0, -1)
  const whole = head(failure)
  if (Buffer.byteLength(whole) + 2 <= HEADER_LIMIT) return whole
  return head({
    ...failure,
    errorType: cut(failure.errorType, TYPE_BYTES),
    errorMessage: cut(failure.errorMessage, MESSAGE_BYTES),
    stackTrace: cutList(failure.stackTrace.map((line) => cut(line, LINE_BYTES)), STACK_BYTES),
  })
}

/** The line that Lambda's own runtime logs beside a failure: all that is known of the error, as JSON. */
function logText(thrown) {
  try {
    return JSON.stringify(thrown ?? String(thrown), (_key, value) => {
      if (!(value instanceof Error)) return value
      const { errorType, errorMessage, stackTrace } = describe(value)
      return { errorType, errorMessage, code: value.code, ...value, stack: stackTrace }
    })
  } catch {
    return JSON.stringify(describe(thrown))
  }
}

module.exports = { Failure, describe, errorHead, logText }

// Log records in Lambda's JSON format, for AWS_LAMBDA_LOG_FORMAT=JSON.
'use strict'

const { format } = require('util')

function jsonRecord(time, { requestId, tenantId }, level, values) {
  const record = { timestamp: time, level, requestId, tenantId }
  if (values.length === 1) {
    record.message = values[0]
    try {
      return `${JSON.stringify(record, withErrors)}\n`
    } catch {
      // Not JSON (a cycle, a BigInt): as text, below.
    }
  }
  record.message = format(...values)
  const error = values.find((value) => value instanceof Error)
  if (error !== undefined) Object.assign(record, membersOf(error))
  return `${JSON.stringify(record)}\n`
}

function withErrors(_key, value) {
  return value instanceof Error ? { ...membersOf(value), ...value } : value
}

function membersOf(error) {
  return {
    errorType: error.constructor?.name ?? 'Error',
    errorMessage: error.message,
    stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [],
  }
}

module.exports = { jsonRecord }

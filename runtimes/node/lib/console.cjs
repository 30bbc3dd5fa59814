// console.* as Lambda writes it: one line per call, with time, request id and level. process.stdout stays as it is.
'use strict'

const output = require('./output.cjs')

const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL']
const METHODS = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', log: 'INFO', warn: 'WARN', error: 'ERROR', fatal: 'FATAL' }

/**
 * Replaces the methods of `console` and returns {isJson, write(level, ...values)}, the same for records of our own.
 * `current()` tells {requestId, tenantId} of the invocation under way.
 */
function replaceConsole(environment, current) {
  const isJson = environment.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === 'JSON'
  const format = isJson ? jsonRecord : textRecord
  const least = LEVELS.indexOf(environment.AWS_LAMBDA_LOG_LEVEL?.toUpperCase())
  const write = (level, ...values) => {
    if (LEVELS.indexOf(level) >= least) output.write('stdout', format(new Date().toISOString(), current(), level, values))
  }
  for (const [method, level] of Object.entries(METHODS)) console[method] = write.bind(undefined, level)
  return { isJson, write }
}

/** Line feeds become carriage returns: one call is one log event, also when it has many lines. */
function textRecord(time, { requestId }, level, values) {
  const { format } = require('util')
  return `${time}\t${requestId}\t${level}\t${format(...values)}`.replaceAll('\n', '\r') + '\n'
}

function jsonRecord(...members) {
  return require('./json-record.cjs').jsonRecord(...members)
}

module.exports = { replaceConsole }

// Write a middleware of Serverless Open Runtime: functions for its phases, and sor.run() at the end of the file.
//
//   #!/usr/bin/env node
//   const sor = require('sor')
//   sor.before((event, ctx) => ({ ...event, seen: true }))
//   sor.run()
//
// The same file serves as a persistent middleware (kind `frames`: started once) and as a plain executable (kind `exec`:
// started for each event). See README.md beside this file.
'use strict'

const output = require('./lib/output.cjs')
const { Reply } = require('./lib/reply.cjs')
const { Stages } = require('./lib/stages.cjs')

const PHASES = ['before', 'after', 'error']

const stages = new Stages()
const isExec = process.env.SOR_CHANNEL_FD === undefined

// STDOUT of an executable is its payload: what the function prints goes to STDERR, which is log.
if (isExec && PHASES.includes(process.argv[2])) {
  Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, get: () => process.stderr })
}

output.watch()

/**
 * Registers the function that gets the event on its way in: fn(event, ctx). What it returns, or its promise gives, goes
 * on in place of the event; undefined leaves it as it came.
 *
 * raw: the function gets a Buffer, and returns a Buffer or a string, instead of what their JSON means.
 * stage: binds it to one of several stages that share the process.
 */
function before(fn, { raw = false, stage } = {}) {
  stages.register('before', fn, raw, stage)
}

/** Registers the function that gets the response on its way out. Otherwise as `before`. */
function after(fn, { raw = false, stage } = {}) {
  stages.register('after', fn, raw, stage)
}

/**
 * Registers the function that gets the failure of an inner stage: {errorType, errorMessage, stackTrace}. What it returns
 * replaces the failure; undefined leaves it; sor.reply recovers. Otherwise as `before`.
 */
function error(fn, { raw = false, stage } = {}) {
  stages.register('error', fn, raw, stage)
}

/**
 * Answers in place of the inner stages. Does not return: it throws what no one need catch. Bytes are sent as they are,
 * all else as JSON.
 */
function reply(value, { contentType } = {}) {
  throw new Reply(value, contentType)
}

/** Serves the registered functions, as the host that started this program asks for. */
function run() {
  if (isExec) require('./lib/exec-stage.cjs').serve(stages, process.env, process.argv)
  else require('./lib/stage-worker.cjs').serve(stages, process.env)
}

module.exports = {
  after,
  before,
  error,
  reply,
  run,
  /** Throw one to fail with a type of your own: new sor.Failure('Orders.Unknown', 'no such order', { retry: false }). */
  get Failure() {
    return require('./lib/failure.cjs').Failure
  },
}

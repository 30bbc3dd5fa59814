// A middleware as a plain executable: PROGRAM PHASE, payload on STDIN, new payload on STDOUT, status 80 for a reply.
'use strict'

const fs = require('fs')
const path = require('path')
const output = require('./output.cjs')
const { call } = require('./stage-call.cjs')
const { StageContext } = require('./stage-context.cjs')
const { readAll, writeAll } = require('./whole-files.cjs')

const FAILURE_STATUS = 1
const USAGE_STATUS = 2
const REPLY_STATUS = 80

/** Serves one phase of one event and ends the process. */
function serve(stages, environment, argv) {
  const [, program, phase] = argv
  if (argv.length !== 3 || !['before', 'after', 'error'].includes(phase)) {
    fs.writeSync(2, `usage: ${program} before|after|error <payload\n`)
    process.exit(USAGE_STATUS)
  }
  const fail = (thrown) => end(phase, thrown)
  process.on('uncaughtException', fail)
  process.once('beforeExit', () => fail(new Error('the promise of the function is pending, and nothing is left that could settle it')))
  try {
    const outcome = outcomeOf(stages, environment, program, phase)
    if (typeof outcome.then === 'function') outcome.then(finish).catch(fail)
    else finish(outcome)
  } catch (thrown) {
    fail(thrown)
  }

  function finish(outcome) {
    const status = write(outcome, environment)
    output.whenFlushed(() => process.exit(status))
  }
}

function outcomeOf(stages, environment, program, phase) {
  const stage = environment.SOR_STAGE ?? path.basename(program)
  const entry = stages.of(stage)[phase]
  const config = environment.SOR_STAGE_CONFIG ? JSON.parse(environment.SOR_STAGE_CONFIG) : {}
  // A process on standby waits here: all that it can do before its event is done. The context comes with the event.
  const body = readAll(0)
  if (entry === undefined) return { type: 'result', payload: body, notes: {} }
  const facts = environment.SOR_CONTEXT_FD ? JSON.parse(readAll(Number(environment.SOR_CONTEXT_FD)).toString() || '{}') : {}
  const { deadline, contentType, function: fn } = facts
  const ctx = new StageContext({ stage, phase, config, deadline, contentType, function: fn, writeLog }, facts)
  const complete = (outcome) => ({ notes: ctx.takeNotes(), ...outcome })
  const outcome = call(entry, body, ctx)
  return typeof outcome.then === 'function' ? outcome.then(complete) : complete(outcome)
}

/** Writes notes and payload; the status to end with. */
function write({ type, payload, contentType, notes }, environment) {
  if (type === 'reply' && payload.length === 0) {
    throw new Error('an executable can not reply with an empty payload: reply with JSON, or be of kind frames')
  }
  if (contentType !== undefined) notes.contentType = contentType
  if (environment.SOR_NOTES_FD && Object.keys(notes).length > 0) {
    writeAll(Number(environment.SOR_NOTES_FD), `${JSON.stringify(notes)}\n`)
  }
  writeAll(1, payload)
  return type === 'reply' ? REPLY_STATUS : 0
}

function writeLog(level, message, fields) {
  const { logLine } = require('./stage-log.cjs')
  output.write('stderr', logLine(level, message, fields))
}

/** The last line says it in short: it is what the host repeats. */
function end(phase, thrown) {
  const { describe, errorHead } = require('./failure.cjs')
  const failure = describe(thrown)
  const { errorType, errorMessage, stackTrace } = failure
  // Says why the process ends as it does: the status alone has no type and no stack. Cut like a frame, whose members are the note's.
  const { SOR_NOTES_FD: notes } = process.env
  if (notes) writeAll(Number(notes), `{"error":${errorHead(failure)}}}\n`)
  output.write('stderr', `${stackTrace.join('\n')}\nsor: ${phase} failed: ${errorType}: ${errorMessage.replaceAll('\n', ' ')}\n`)
  output.whenFlushed(() => process.exit(FAILURE_STATUS))
}

module.exports = { serve }

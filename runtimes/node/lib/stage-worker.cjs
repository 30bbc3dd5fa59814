// A persistent middleware: serves the stages that the host's hello names, over frames.
'use strict'

const { channelDescriptor } = require('./channel.cjs')
const { HEADER_LIMIT } = require('./frame-reader.cjs')
const { call } = require('./stage-call.cjs')
const { StageContext } = require('./stage-context.cjs')
const { Worker } = require('./worker.cjs')

function serve(stages, environment) {
  return new StageWorker(stages, environment)
}

/** One or several stages, one invocation at a time. */
class StageWorker {
  constructor(stages, environment) {
    this.tooLarge = 'Runtime.StageOutputTooLarge'
    this._registered = stages
    this._environment = environment
    this._stages = new Map() // name → {config, phases}
    this._function = {}
    this._worker = new Worker(channelDescriptor(environment), this)
  }

  start(hello) {
    this._function = hello.function ?? {}
    const listed = hello.stages?.length > 0 ? hello.stages : [stageOf(this._environment)]
    for (const { name, config } of listed) {
      this._stages.set(name, { config: config ?? {}, phases: this._registered.of(name) })
    }
  }

  invoke(header, bytes, start, end) {
    try {
      const outcome = this._outcome(header, bytes.subarray(start, end))
      if (typeof outcome.then === 'function') outcome.then((settled) => this._finish(settled)).catch((thrown) => this._worker.fail(thrown))
      else this._finish(outcome)
    } catch (thrown) {
      this._worker.fail(thrown)
    }
  }

  log(label, thrown) {
    const { logText } = require('./failure.cjs')
    console.error(`${label}\t${logText(thrown)}`)
  }

  _outcome({ id, stage, phase, deadline, contentType, context }, body) {
    const served = this._stages.get(stage)
    if (served === undefined) {
      const { Failure } = require('./failure.cjs')
      throw new Failure('Runtime.ProtocolError', `Stage '${stage}' is none of this worker's`)
    }
    const entry = served.phases[phase]
    // Nothing to do in this phase: the payload stays as it is.
    if (entry === undefined) return { id, type: 'result', payload: body, notes: {} }
    const writeLog = (level, message, fields) => this._log(id, level, message, fields)
    const about = { stage, phase, config: served.config, deadline, contentType, function: this._function, writeLog }
    const ctx = new StageContext(about, context ?? {})
    const complete = (outcome) => ({ id, notes: ctx.takeNotes(), ...outcome })
    const outcome = call(entry, body, ctx)
    return typeof outcome.then === 'function' ? outcome.then(complete) : complete(outcome)
  }

  _finish({ id, type, payload, contentType, notes }) {
    for (const head of noteHeads(id, notes)) this._worker.channel.send(head)
    const ofType = contentType === undefined ? '' : `,"contentType":${JSON.stringify(contentType)}`
    this._worker.finish(`{"type":"${type}","id":${id}${ofType}`, payload)
  }

  _log(id, level, message, fields) {
    const { logHead } = require('./stage-log.cjs')
    this._worker.channel.send(logHead(id, level, message, fields))
  }
}

/** One note frame for each member noted: together they could pass the limit of a header. */
function noteHeads(id, notes) {
  const heads = []
  for (const [name, value] of Object.entries(notes)) {
    const head = JSON.stringify({ type: 'note', id, [name]: value }).slice(0, -1)
    const size = Buffer.byteLength(head) + 2
    if (size > HEADER_LIMIT) {
      const { Failure } = require('./failure.cjs')
      throw new Failure('Runtime.NotesTooLarge', `The note '${name}' has ${size} bytes, the limit is ${HEADER_LIMIT}`)
    }
    heads.push(head)
  }
  return heads
}

function stageOf(environment) {
  const config = environment.SOR_STAGE_CONFIG
  return { name: environment.SOR_STAGE ?? '', config: config ? JSON.parse(config) : {} }
}

module.exports = { serve }

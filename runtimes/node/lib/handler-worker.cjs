// The life of the language runtime: load the handler, say ready, answer invocations until the host has no more.
'use strict'

const { decode, encode } = require('./codec.cjs')
const { replaceConsole } = require('./console.cjs')
const { callHandler } = require('./handler-call.cjs')
const { extendSearchPath, load } = require('./handler-loading.cjs')
const { Idle } = require('./idle.cjs')
const { constantsOf } = require('./lambda-context.cjs')
const { Worker } = require('./worker.cjs')

const TRACE_VARIABLE = '_X_AMZN_TRACE_ID'

/** One handler, one invocation at a time. */
class HandlerWorker {
  constructor(environment, descriptor, runtimeFolder) {
    this.tooLarge = 'Function.ResponseSizeTooLarge'
    this._environment = environment
    this._trace = environment[TRACE_VARIABLE]
    this._facts = undefined // the context of the latest invocation, for log records
    this._log = replaceConsole(environment, () => this._facts ?? {})
    this._worker = new Worker(descriptor, this)
    this._idle = new Idle(this._worker.channel.socket)
    this._loading = this._load(runtimeFolder)
  }

  start(hello) {
    this._constants = constantsOf(hello.function, this._environment)
    return this._loading
  }

  invoke(header, bytes, start, end) {
    this._facts = header.context
    const trace = this._facts?.trace?.xray
    if (trace !== this._trace) this._setTrace(trace)
    let event
    try {
      event = decode(bytes, start, end, header.contentType)
    } catch (failure) {
      this._worker.fail(failure)
      return
    }
    callHandler(this._handler, event, header, this._constants, this._idle, this)
  }

  value(id, value) {
    if (value instanceof Uint8Array) {
      this._worker.finish(`{"type":"result","id":${id},"contentType":"application/octet-stream"`, value)
      return
    }
    let text
    try {
      text = encode(value)
    } catch (failure) {
      this._worker.fail(failure)
      return
    }
    this._worker.finish(`{"type":"result","id":${id}`, text)
  }

  error(thrown) {
    this._worker.fail(thrown)
  }

  warn(message) {
    this._log.write('WARN', message)
  }

  log(label, thrown) {
    if (this._log.isJson) {
      this._log.write('ERROR', thrown instanceof Error ? thrown : new Error(String(thrown)))
      return
    }
    const { logText } = require('./failure.cjs')
    this._log.write('ERROR', label, `\t${logText(thrown)}`)
  }

  /** Nothing, or a promise where the handler is in an ES module. */
  _load(runtimeFolder) {
    const taskRoot = this._environment.LAMBDA_TASK_ROOT ?? process.cwd()
    const keep = (handler) => {
      this._handler = handler
    }
    const fail = (error) => this._worker.failStart(error)
    try {
      extendSearchPath(this._environment, taskRoot, runtimeFolder)
      const handler = load(this._environment._HANDLER ?? '', taskRoot)
      return handler instanceof Promise ? handler.then(keep, fail) : keep(handler)
    } catch (error) {
      return fail(error)
    }
  }

  _setTrace(trace) {
    this._trace = trace
    if (trace === undefined) delete this._environment[TRACE_VARIABLE]
    else this._environment[TRACE_VARIABLE] = trace
  }
}

module.exports = { HandlerWorker }

// What every worker is made of: its channel, the frames that are not events, and the ends of its life.
'use strict'

const fs = require('fs')
const { Channel, PayloadTooLarge } = require('./channel.cjs')
const output = require('./output.cjs')

const READY = '{"type":"ready","version":1'

/**
 * Serves one invocation at a time. `service` has:
 *   start(hello)                       makes ready for events; may throw, or return a promise
 *   invoke(header, bytes, start, end)  answers by finish() or fail(); the bytes are valid until it returns
 *   log(label, thrown)                 writes a failure to the function's log
 *   tooLarge                           errorType of an answer above the limit of payloads
 */
class Worker {
  constructor(descriptor, service) {
    this.id = undefined // of the invocation under way
    this._service = service
    this._waiting = [] // invocations that came before the one under way was answered, with bodies of their own
    this._isReady = false
    this._isClosing = false
    this._isEnding = false
    this.channel = new Channel(descriptor, {
      onFrame: (header, bytes, start, end) => this._take(header, bytes, start, end),
      onEnd: (problem) => this._onChannelEnd(problem),
    })
    process.on('uncaughtException', (error) => this._crash('Uncaught Exception', error, 129))
    process.on('unhandledRejection', (reason) => {
      const { Failure } = require('./failure.cjs')
      const failure = new Failure('Runtime.UnhandledPromiseRejection', String(reason), { cause: reason })
      this._crash('Unhandled Promise Rejection', failure, 128)
    })
  }

  /** Answers the invocation under way: `head` is a header without its closing brace. */
  finish(head, payload) {
    if (output.pending()) {
      const kept = payload instanceof Uint8Array ? Buffer.from(payload) : payload // it may be the channel's own
      output.whenFlushed(() => this.finish(head, kept))
      return
    }
    try {
      this.channel.send(head, payload)
    } catch (error) {
      if (!(error instanceof PayloadTooLarge)) throw error
      const { Failure } = require('./failure.cjs')
      this.fail(new Failure(this._service.tooLarge, error.message))
      return
    }
    this.id = undefined
    if (this._waiting.length > 0) process.nextTick(() => this._take(...this._waiting.shift()))
    else if (this._isClosing) this._leave()
  }

  /** Answers the invocation under way with what was thrown; `last`: and ends after that. */
  fail(thrown, label = 'Invoke Error', last = undefined) {
    this._service.log(label, thrown)
    this.finish(this._errorHead(thrown, this.id, last))
  }

  /** Tells the host that this worker can not start, and ends. */
  failStart(thrown, label = 'Init Error', status = 1) {
    if (this._isEnding) return
    this._isEnding = true
    this._service.log(label, thrown)
    output.whenFlushed(() => {
      this.channel.send(this._errorHead(thrown))
      this._exit(status)
    })
  }

  _errorHead(thrown, id, last) {
    const { describe, errorHead } = require('./failure.cjs')
    return errorHead(describe(thrown), id, last)
  }

  _take(header, bytes, start, end) {
    switch (header.type) {
      case 'invoke':
        if (this.id !== undefined) {
          this._waiting.push([header, Buffer.from(bytes.subarray(start, end)), 0, end - start])
          break
        }
        this.id = header.id
        this._service.invoke(header, bytes, start, end)
        break
      case 'hello':
        this._greet(header)
        break
      case 'ping':
        this.channel.send(`{"type":"pong","token":${JSON.stringify(header.token ?? null)}`)
        break
      case 'shutdown':
        this._isClosing = true
        if (this.id === undefined && this._waiting.length === 0) this._leave()
        break
      default: // of a later version: it asks nothing of us
    }
  }

  async _greet(hello) {
    try {
      if (!hello.versions?.includes(1)) {
        const { Failure } = require('./failure.cjs')
        throw new Failure('Runtime.ProtocolError', `The host speaks frames of version ${hello.versions}, this worker of version 1`)
      }
      if (Number.isInteger(hello.limits?.payloadBytes)) this.channel.payloadLimit = hello.limits.payloadBytes
      const started = this._service.start(hello)
      if (started instanceof Promise) await started
      this._isReady = true
      this.channel.send(READY)
    } catch (error) {
      this.failStart(error)
    }
  }

  /** An error that nobody caught: the state of the process is unknown now, so it ends, after it has said why. */
  _crash(label, thrown, status) {
    if (this._isEnding) return
    if (!this._isReady) {
      this.failStart(thrown, label, status)
      return
    }
    this._isEnding = true
    this._waiting = []
    this._isClosing = false
    if (this.id === undefined) this._service.log(label, thrown)
    else this.fail(thrown, label, true)
    this._exit(status)
  }

  /** The host wants no more. A function that listens for SIGTERM is told as if it had come, and ends the process itself. */
  _leave() {
    if (process.listenerCount('SIGTERM') === 0) {
      this._exit(0)
      return
    }
    this.channel.socket.unref()
    process.emit('SIGTERM', 'SIGTERM')
  }

  _exit(status) {
    output.whenFlushed(() => this.channel.whenFlushed(() => process.exit(status)))
  }

  /** Nobody is left to answer to. */
  _onChannelEnd(problem) {
    if (problem === undefined) process.exit(0)
    fs.writeSync(2, `sor: the channel to the host is broken: ${problem.message}\n`)
    process.exit(1)
  }
}

module.exports = { Worker }

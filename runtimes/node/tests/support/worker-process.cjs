// Plays the host of one worker: a real process at the other end of a real socket pair.
'use strict'

const { spawn } = require('node:child_process')
const path = require('node:path')
const { Frames } = require('./frames.cjs')

const RUNTIME = path.resolve(__dirname, '..', '..')
// Far more than any wait takes; who waits in vain is told what the worker wrote to its logs.
const LIMIT_MS = 30000

const HELLO = {
  type: 'hello',
  versions: [1],
  stages: [{ name: 'handler', phases: ['handle'] }],
  function: { name: 'orders', version: '7', memoryMb: 256, instance: 'i-1' },
  limits: { headerBytes: 65536, payloadBytes: 6291556 },
  features: [],
}

/** An environment as the bootstrap gives it to its children. */
function environment(more = {}) {
  return { PATH: process.env.PATH, NODE_PATH: RUNTIME, ...more }
}

class WorkerProcess {
  constructor(command, args, { cwd, env = {} } = {}) {
    this.stdout = ''
    this.stderr = ''
    this._frames = []
    this._waiting = []
    const reader = new Frames()
    this.process = spawn(command, args, {
      cwd,
      env: environment({ SOR_CHANNEL_FD: '3', ...env }),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    this.process.stdout.on('data', (data) => (this.stdout += data))
    this.process.stderr.on('data', (data) => (this.stderr += data))
    this.channel = this.process.stdio[3]
    this.channel.on('error', () => {}) // the worker may end before it has read everything
    this.channel.on('data', (data) => reader.take(data).forEach((frame) => this._arrived(frame)))
    // 'close' comes when the process has ended and its logs are read.
    this.ended = new Promise((resolve) => this.process.on('close', (status, signal) => resolve({ status, signal })))
    this.ended.then(() => this._arrived(undefined))
  }

  send(...parts) {
    for (const part of parts) this.channel.write(part)
  }

  sendFrame(header, body) {
    const bytes = body === undefined ? undefined : Buffer.from(body)
    this.send(`${JSON.stringify(bytes === undefined ? header : { ...header, length: bytes.length })}\n`)
    if (bytes !== undefined) this.send(bytes)
  }

  invoke(id, event, { context, ...more } = {}) {
    const header = { type: 'invoke', id, stage: 'handler', phase: 'handle', context: { requestId: `r${id}`, ...context }, ...more }
    this.sendFrame(header, event instanceof Uint8Array ? event : JSON.stringify(event))
  }

  /** The next frame, or undefined when the worker has ended. */
  next() {
    if (this._frames.length > 0) return Promise.resolve(this._frames.shift())
    return this._within(new Promise((resolve) => this._waiting.push(resolve)), 'a frame')
  }

  /** Says hello and waits for `ready`. */
  async ready(hello = {}) {
    this.sendFrame({ ...HELLO, ...hello })
    const frame = await this.next()
    if (frame?.header.type !== 'ready') throw new Error(`not ready: ${JSON.stringify(frame?.header)}\n${this.stderr}${this.stdout}`)
    return frame.header
  }

  /** Invokes and gives the terminal frame: its header, with the body's value as `value`. */
  async answer(id, event, more) {
    this.invoke(id, event, more)
    return this.terminal()
  }

  async terminal() {
    const frame = await this.next()
    if (frame === undefined) throw new Error(`the worker ended\n${this.stderr}${this.stdout}`)
    const { header, body } = frame
    return { ...header, body, value: header.type !== 'error' && header.contentType === undefined ? JSON.parse(body.toString()) : undefined }
  }

  /** Waits for a text on STDOUT or STDERR. */
  logged(text, name = 'stdout') {
    const seen = new Promise((resolve) => {
      const look = () => this[name].includes(text) && resolve()
      this.process[name].on('data', look)
      look()
    })
    return this._within(seen, `'${text}' on ${name}`)
  }

  /** Shuts the worker down, and gives {status, signal}. */
  async stop() {
    this.sendFrame({ type: 'shutdown', graceMs: 1000, reason: 'test' })
    return this.end()
  }

  /** {status, signal}, once the process has ended and its logs are complete. */
  end() {
    return this._within(this.ended, 'the end of the process')
  }

  /** Kills the process; what a shell has started ends with its channel. Resolves once it has ended. */
  kill() {
    this.process.kill('SIGKILL')
    this.channel.destroy()
    return this.ended
  }

  _arrived(frame) {
    const waiting = this._waiting.shift()
    if (waiting !== undefined) waiting(frame)
    else this._frames.push(frame)
  }

  async _within(promise, what) {
    let timer
    const late = new Promise((_, reject) => {
      timer = setTimeout(() => {
        this.kill()
        reject(new Error(`${what} did not come within ${LIMIT_MS} ms; logs: ${this.stderr}${this.stdout}`))
      }, LIMIT_MS)
    })
    try {
      return await Promise.race([promise, late])
    } finally {
      clearTimeout(timer)
    }
  }
}

module.exports = { HELLO, RUNTIME, WorkerProcess, environment }

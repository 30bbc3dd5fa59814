// Lambda's rule for handlers that do not say that they are done: they are, when nothing is left on the event loop.
'use strict'

/** Watches for an event loop with nothing left on it but the channel, which does not count. */
class Idle {
  /** `socket` is the channel's. */
  constructor(socket) {
    this._socket = socket
    this._action = undefined
    process.on('beforeExit', () => this._run())
  }

  get isWaiting() {
    return this._action !== undefined
  }

  /** Does this, instead of what was asked for before, when nothing is left. */
  when(action) {
    this._action = action
    this._socket.unref()
  }

  cancel() {
    if (this._action === undefined) return
    this._action = undefined
    this._socket.ref()
  }

  _run() {
    const action = this._action
    this.cancel()
    action?.()
  }
}

module.exports = { Idle }

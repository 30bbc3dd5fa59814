// One call of the handler, in whichever of Node's ways it answers: value, promise, callback, or the context's methods.
'use strict'

class Invocation {
  /** `answer` has value(value) and error(thrown): called once, either of them. */
  constructor(idle, answer) {
    this._idle = idle
    this._answer = answer
    this._isAnswered = false
  }

  // Functions of their own: handlers pass them on without the object that they belong to.
  succeed = (value) => {
    if (this._isFirst()) this._answer.value(value)
  }

  fail = (error) => {
    if (this._isFirst()) this._answer.error(error ?? 'handled')
  }

  done = (error, value) => {
    if (isGiven(error)) this.fail(error)
    else this.succeed(value)
  }

  run(handler, event, context, warn) {
    let result
    try {
      result = handler(event, context, (error, value) => this._callBack(context, error, value))
    } catch (error) {
      this.fail(error)
      return
    }
    if (typeof result?.then === 'function') {
      this._idle.when(() => {
        warn("the handler's promise is pending, and nothing is left that could settle it: the answer is null")
        this.succeed(null)
      })
      result.then(this.succeed, this.fail)
    } else if (result !== undefined && handler.length < 3) {
      // A handler with a callback often returns something by chance: what setTimeout does, for instance.
      this.succeed(result)
    } else if (!this._isAnswered && !this._idle.isWaiting) {
      this._idle.when(() => this.succeed(null))
    }
  }

  _callBack(context, error, value) {
    if (this._isAnswered) return
    if (isGiven(error)) this.fail(error)
    else if (context.callbackWaitsForEmptyEventLoop) this._idle.when(() => this.succeed(value))
    else this.succeed(value)
  }

  _isFirst() {
    if (this._isAnswered) return false
    this._isAnswered = true
    this._idle.cancel()
    return true
  }
}

function isGiven(error) {
  return error !== undefined && error !== null
}

module.exports = { Invocation }

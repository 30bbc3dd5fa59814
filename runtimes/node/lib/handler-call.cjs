// One call of the handler, in whichever of Node's ways it answers: value, promise, callback, or the context's methods.
'use strict'

const { makeContext } = require('./lambda-context.cjs')

/**
 * Calls the handler. The first answer counts: answer.value(id, value) or answer.error(thrown) is called once.
 * `idle` finds the moment when nothing is left on the event loop; answer.warn(message) writes to the log.
 */
function callHandler(handler, event, { id, deadline, context: facts }, constants, idle, answer) {
  let isAnswered = false

  function succeed(value) {
    if (isAnswered) return
    isAnswered = true
    idle.cancel()
    answer.value(id, value)
  }

  function fail(error) {
    if (isAnswered) return
    isAnswered = true
    idle.cancel()
    answer.error(error ?? 'handled')
  }

  function done(error, value) {
    if (error === undefined || error === null) succeed(value)
    else fail(error)
  }

  function callback(error, value) {
    if (isAnswered) return
    const isWaiting = context.callbackWaitsForEmptyEventLoop && (error === undefined || error === null)
    if (isWaiting) idle.when(() => succeed(value))
    else done(error, value)
  }

  function onNeverSettled() {
    answer.warn("the handler's promise is pending, and nothing is left that could settle it: the answer is null")
    succeed(null)
  }

  const context = makeContext(constants, facts, deadline, done, succeed, fail)
  let result
  try {
    result = handler(event, context, callback)
  } catch (error) {
    fail(error)
    return
  }
  if (typeof result?.then === 'function') {
    idle.when(onNeverSettled)
    result.then(succeed, fail)
  } else if (result !== undefined && handler.length < 3) {
    // A handler with a callback often returns something by chance: what setTimeout does, for instance.
    succeed(result)
  } else if (!isAnswered && !idle.isWaiting) {
    idle.when(() => succeed(null))
  }
}

module.exports = { callHandler }

// The ways in which a handler answers, and what becomes of its event and its answer.
'use strict'

const assert = require('node:assert/strict')
const test = require('node:test')
const { readyHandler } = require('./support/tasks.cjs')

const ANSWERS = {
  'a value': 'exports.handler = (event) => ({ got: event })',
  'a promise': 'exports.handler = async (event) => ({ got: event })',
  'a promise that settles later': 'exports.handler = (event) => new Promise((resolve) => setTimeout(resolve, 1, { got: event }))',
  'a thenable': 'exports.handler = (event) => ({ then: (resolve) => resolve({ got: event }) })',
  'the callback': 'exports.handler = (event, context, callback) => callback(null, { got: event })',
  'the callback, later': 'exports.handler = (event, context, callback) => setTimeout(callback, 1, null, { got: event })',
  'context.succeed': 'exports.handler = (event, context) => { context.succeed({ got: event }) }',
  'context.succeed, detached and later': 'exports.handler = (event, { succeed }) => { setTimeout(succeed, 1, { got: event }) }',
  'context.done': 'exports.handler = (event, context) => { context.done(null, { got: event }) }',
  'a promise, before a callback': 'exports.handler = async (event, context, callback) => { setTimeout(callback, 1, null, 2); return { got: event } }',
}

for (const [name, code] of Object.entries(ANSWERS)) {
  test(`a handler answers by ${name}`, async (t) => {
    const worker = await readyHandler(t, code)

    for (const id of [1, 2]) {
      const { type, value } = await worker.answer(id, { a: id })

      assert.equal(type, 'result')
      assert.deepEqual(value, { got: { a: id } })
    }
  })
}

const NULLS = {
  'returns nothing': 'exports.handler = () => {}',
  'returns null': 'exports.handler = () => null',
  'promises nothing': 'exports.handler = async () => {}',
  'calls back without a value': 'exports.handler = (event, context, callback) => callback()',
  'returns a function': 'exports.handler = () => () => 1',
  'has a callback and never calls it': 'exports.handler = (event, context, callback) => { setTimeout(() => {}, 1) }',
  'promises for ever, with nothing left to do': 'exports.handler = () => new Promise(() => {})',
}

for (const [name, code] of Object.entries(NULLS)) {
  test(`the answer of a handler that ${name} is null`, async (t) => {
    const worker = await readyHandler(t, code)

    for (const id of [1, 2]) {
      const { type, body } = await worker.answer(id, {})

      assert.equal(type, 'result')
      assert.equal(body.toString(), 'null')
    }
  })
}

test('a promise that can not settle any more is told in the log', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = () => new Promise(() => {})')

  await worker.answer(1, {})
  await worker.stop()

  assert.match(worker.stdout, /\tr1\tWARN\tthe handler's promise is pending/)
})

test('a callback waits until nothing is left on the event loop', async (t) => {
  const worker = await readyHandler(t, `
    exports.handler = (event, context, callback) => {
      const answer = { late: false }
      setTimeout(() => { answer.late = true }, 20)
      callback(null, answer)
    }`)

  assert.deepEqual((await worker.answer(1, {})).value, { late: true })
})

test('a callback does not wait where the context says so', async (t) => {
  const worker = await readyHandler(t, `
    setInterval(() => {}, 1000)
    exports.handler = (event, context, callback) => {
      context.callbackWaitsForEmptyEventLoop = false
      callback(null, 'at once')
    }`)

  assert.equal((await worker.answer(1, {})).value, 'at once')
  assert.equal((await worker.answer(2, {})).value, 'at once')
})

test('the first answer counts', async (t) => {
  const worker = await readyHandler(t, `
    exports.handler = (event, context, callback) => {
      context.succeed(1)
      context.fail(new Error('no'))
      callback(null, 2)
      return Promise.resolve(3)
    }`)

  assert.equal((await worker.answer(1, {})).value, 1)
  assert.equal((await worker.answer(2, {})).value, 1)
})

test('bytes are answered as they are', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async () => Buffer.from([0, 255, 10])')

  const { contentType, body } = await worker.answer(1, {})

  assert.equal(contentType, 'application/octet-stream')
  assert.deepEqual([...body], [0, 255, 10])
})

const UNSERIALISABLE = {
  'a BigInt': ['({ n: 1n })', /BigInt/],
  'a cycle': ['(() => { const a = {}; a.a = a; return a })()', /circular/],
  'a toJSON that throws': ["({ toJSON() { throw new Error('not me') } })", /not me/],
}

for (const [name, [expression, message]] of Object.entries(UNSERIALISABLE)) {
  test(`an answer with ${name} fails, and the next event is served`, async (t) => {
    const worker = await readyHandler(t, `exports.handler = async (event) => event.fine ? 1 : ${expression}`)

    const failure = await worker.answer(1, {})

    assert.equal(failure.type, 'error')
    assert.equal(failure.errorType, 'Runtime.MarshalError')
    assert.match(failure.errorMessage, message)
    assert.equal((await worker.answer(2, { fine: true })).value, 1)
  })
}

test('an answer above the limit of payloads fails, and the next event is served', async (t) => {
  const worker = await readyHandler(t, "exports.handler = async ({ size, unit }) => unit === undefined ? Buffer.alloc(size) : unit.repeat(size)")

  for (const [id, event] of [{ size: 6291557 }, { size: 6291557, unit: 'x' }, { size: 3145778, unit: 'ü' }, { size: 6291555, unit: 'x' }].entries()) {
    const failure = await worker.answer(id + 1, event)

    assert.equal(failure.errorType, 'Function.ResponseSizeTooLarge')
    assert.match(failure.errorMessage, /exceeded maximum allowed payload size \(6291556 bytes\)/)
  }
  assert.equal((await worker.answer(9, { size: 6291554, unit: 'x' })).body.length, 6291556)
})

test('large payloads of every kind of text come back whole, one after the other', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async (event) => event')

  let id = 0
  for (const unit of ['x', 'ü', '€', '😀', '"\\']) {
    for (const size of [10, 5000, 20000, 70000, 300000]) {
      const event = unit.repeat(size)

      assert.equal((await worker.answer(++id, event)).value, event)
    }
  }
})

test('answers that the host reads late are whole and in order', async (t) => {
  const worker = await readyHandler(t, "exports.handler = (unit) => { console.log('called with ' + unit); return unit.repeat(unit === 'd' ? 1 : 1000000) }")
  worker.channel.pause()

  for (const [id, unit] of [[1, 'a'], [2, 'b'], [3, 'c']]) worker.invoke(id, unit)
  worker.sendFrame({ type: 'ping', token: 'x'.repeat(60000) })
  worker.invoke(4, 'd')
  await worker.logged('called with d')
  worker.channel.resume()

  for (const unit of ['a', 'b', 'c']) assert.ok((await worker.terminal()).value === unit.repeat(1000000), unit)
  assert.equal((await worker.next()).header.type, 'pong')
  assert.equal((await worker.terminal()).value, 'd')
})

test('events that come before the answer are served one after the other', async (t) => {
  const worker = await readyHandler(t, `
    let running = 0
    exports.handler = async (event) => {
      running++
      await new Promise((resolve) => setTimeout(resolve, 2))
      return [event, running--]
    }`)

  for (const id of [1, 2, 3]) worker.invoke(id, id)

  for (const id of [1, 2, 3]) {
    const answer = await worker.terminal()
    assert.equal(answer.id, id)
    assert.deepEqual(answer.value, [id, 1])
  }
})

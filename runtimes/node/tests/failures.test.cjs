// How failures of a handler reach the host and the log.
'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const test = require('node:test')
const { readyHandler } = require('./support/tasks.cjs')

const THROWN = {
  'throws': 'exports.handler = () => { throw new TypeError("bad event") }',
  'rejects': 'exports.handler = async () => { throw new TypeError("bad event") }',
  'calls back with an error': 'exports.handler = (event, context, callback) => callback(new TypeError("bad event"))',
  'calls context.fail': 'exports.handler = (event, context) => { context.fail(new TypeError("bad event")) }',
  'calls context.done with an error': 'exports.handler = (event, context) => { context.done(new TypeError("bad event")) }',
}

for (const [name, code] of Object.entries(THROWN)) {
  test(`a handler that ${name} fails with type, message and stack`, async (t) => {
    const worker = await readyHandler(t, code)

    for (const id of [1, 2]) {
      const failure = await worker.answer(id, {})

      assert.equal(failure.type, 'error')
      assert.equal(failure.id, id)
      assert.equal(failure.errorType, 'TypeError')
      assert.equal(failure.errorMessage, 'bad event')
      assert.equal(failure.stackTrace[0], 'TypeError: bad event')
      assert.ok(failure.stackTrace[1].includes(path.join(worker.root, 'index.js:1:')), failure.stackTrace.join('\n'))
    }
    await worker.stop()
    assert.match(worker.stdout, /\tr1\tERROR\tInvoke Error \t\{"errorType":"TypeError","errorMessage":"bad event","stack":\[/)
  })
}

test('a stack ends where the function does', async (t) => {
  const worker = await readyHandler(t, 'const inner = () => { throw new Error("x") }\nexports.handler = () => inner()')

  const { stackTrace } = await worker.answer(1, {})

  assert.equal(stackTrace.length, 3, stackTrace.join('\n'))
})

const OTHERS = {
  'a string': ['"nothing works"', 'string', 'nothing works'],
  'undefined': ['undefined', 'string', 'handled'],
  'a number': ['7', 'number', '7'],
  'something like an error': ['{ name: "Own", message: "m", stack: "s" }', 'Own', 'm'],
  'an object whose message can not be read': ['{ get name() { throw 1 } }', 'Error', /can not be read/],
  'an object without prototype': ['Object.create(null)', 'Error', /can not be read/],
}

for (const [name, [expression, errorType, message]] of Object.entries(OTHERS)) {
  test(`${name} can be thrown, too`, async (t) => {
    const worker = await readyHandler(t, `exports.handler = async (event) => { if (event === 1) return 1; throw ${expression} }`)

    const failure = await worker.answer(1, {})

    assert.equal(failure.errorType, errorType)
    if (message instanceof RegExp) assert.match(failure.errorMessage, message)
    else assert.equal(failure.errorMessage, message)
    assert.equal((await worker.answer(2, 1)).value, 1)
  })
}

test('an error says whether to try again', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async (retry) => { throw Object.assign(new Error("x"), { retry }) }')

  assert.equal((await worker.answer(1, true)).retry, true)
  assert.equal((await worker.answer(2, false)).retry, false)
  assert.equal('retry' in (await worker.answer(3, 'perhaps')), false)
})

test('a failure that is too large for a header is cut', async (t) => {
  const worker = await readyHandler(t, `
    exports.handler = async (unit) => {
      const error = new Error(unit.repeat(100000))
      error.name = unit.repeat(1000)
      error.stack = Array.from({ length: 1000 }, () => unit.repeat(3000)).join('\\n')
      throw error
    }`)

  let id = 0
  for (const unit of ['x', '\u0000', '"', '😀', 'ü']) {
    worker.invoke(++id, unit)
    const { header, headerBytes } = await worker.next()

    assert.equal(header.type, 'error')
    assert.ok(headerBytes <= 65536, `${headerBytes}`)
    assert.match(header.errorMessage, /characters cut\]$/)
    assert.match(header.stackTrace.at(-1), /lines cut\]$/)
  }
})

const CRASHES = {
  'an exception that nobody catches': ['setTimeout(() => { throw new RangeError("out of reach") }, 1)', 'RangeError', 'out of reach', 129],
  'a rejection that nobody handles': [
    'Promise.reject(new RangeError("out of reach"))', 'Runtime.UnhandledPromiseRejection', 'RangeError: out of reach', 128,
  ],
  'a rejection with something else than an error': ['Promise.reject("no reason")', 'Runtime.UnhandledPromiseRejection', 'no reason', 128],
}

for (const [name, [code, errorType, message, status]] of Object.entries(CRASHES)) {
  test(`${name} answers the event under way and ends the process`, async (t) => {
    const worker = await readyHandler(t, `exports.handler = async () => { ${code}; await new Promise((resolve) => setTimeout(resolve, 60000)) }`)

    const failure = await worker.answer(1, {})

    assert.equal(failure.id, 1)
    assert.equal(failure.errorType, errorType)
    assert.equal(failure.errorMessage, message)
    assert.deepEqual(await worker.end(), { status, signal: null })
    assert.match(worker.stdout, /\tr1\tERROR\t(Uncaught Exception|Unhandled Promise Rejection) \t\{/)
  })
}

test('a crash between events ends the process and is told in the log', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async () => { setTimeout(() => { throw new Error("later") }, 5); return 1 }')

  assert.equal((await worker.answer(1, {})).value, 1)

  assert.equal((await worker.end()).status, 129)
  assert.equal(await worker.next(), undefined)
  assert.match(worker.stdout, /Uncaught Exception .*later/)
})

test('a process that the handler ends gives no answer', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async () => process.exit(3)')

  worker.invoke(1, {})

  assert.deepEqual(await worker.end(), { status: 3, signal: null })
  assert.equal(await worker.next(), undefined)
})

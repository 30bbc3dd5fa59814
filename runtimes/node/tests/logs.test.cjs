'use strict'

const assert = require('node:assert/strict')
const test = require('node:test')
const { readyHandler, startHandler } = require('./support/tasks.cjs')

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** The records of text logs: {time, requestId, level, message}. */
function records(text) {
  return text.trimEnd().split('\n').map((line) => {
    const [time, requestId, level, ...message] = line.split('\t')
    return { time, requestId, level, message: message.join('\t') }
  })
}

const ALL_LEVELS = `exports.handler = async () => {
  console.trace('a'); console.debug('b'); console.info('c'); console.log('d'); console.warn('e'); console.error('f'); console.fatal('g')
}`

test('console writes a line with time, request id and level', async (t) => {
  const worker = await readyHandler(t, ALL_LEVELS)

  await worker.answer(1, {})
  await worker.stop()

  const found = records(worker.stdout)
  assert.ok(found.every(({ time }) => TIME.test(time)), worker.stdout)
  assert.deepEqual(found.map(({ requestId, level, message }) => [requestId, level, message]), [
    ['r1', 'TRACE', 'a'], ['r1', 'DEBUG', 'b'], ['r1', 'INFO', 'c'], ['r1', 'INFO', 'd'], ['r1', 'WARN', 'e'], ['r1', 'ERROR', 'f'], ['r1', 'FATAL', 'g'],
  ])
  assert.equal(worker.stderr, '')
})

test('AWS_LAMBDA_LOG_LEVEL is the least level that is written', async (t) => {
  const worker = await readyHandler(t, ALL_LEVELS, { env: { AWS_LAMBDA_LOG_LEVEL: 'warn' } })

  await worker.answer(1, {})
  await worker.stop()

  assert.deepEqual(records(worker.stdout).map(({ level }) => level), ['WARN', 'ERROR', 'FATAL'])
})

test('each record has the id of its event; before the first there is none', async (t) => {
  const worker = await readyHandler(t, 'console.log("start")\nexports.handler = async (event) => { console.log("event %s of", event, { all: 2 }) }')

  await worker.answer(1, 'one')
  await worker.answer(2, 'two')
  await worker.stop()

  assert.deepEqual(records(worker.stdout).map(({ requestId, message }) => [requestId, message]), [
    ['undefined', 'start'], ['r1', 'event one of { all: 2 }'], ['r2', 'event two of { all: 2 }'],
  ])
})

test('a record of many lines is one line', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async () => console.log("a\\nb\\nc")')

  await worker.answer(1, {})
  await worker.stop()

  assert.equal(records(worker.stdout)[0].message, 'a\rb\rc')
})

test('process.stdout and process.stderr write what they are given, in order with console', async (t) => {
  const worker = await readyHandler(t, `exports.handler = async () => {
    process.stdout.write('raw 1\\n'); console.log('line'); process.stdout.write('raw 2\\n'); process.stderr.write('other\\n')
  }`)

  await worker.answer(1, {})
  await worker.stop()

  assert.match(worker.stdout, /^raw 1\n[^\n]*\tline\nraw 2\n$/)
  assert.equal(worker.stderr, 'other\n')
})

test('everything is written before the answer, however much it is and however slowly it is read', async (t) => {
  const worker = await readyHandler(t, `exports.handler = async (event) => {
    process.stdout.write('#'.repeat(3000000)); process.stderr.write('%'.repeat(1000000)); console.log('end')
    if (event.fail) throw new Error('failed')
    return Buffer.alloc(3)
  }`)

  for (const id of [1, 2]) {
    worker.process.stdout.pause()
    worker.invoke(id, { fail: id === 2 })
    const answer = worker.terminal()
    worker.process.stdout.resume()
    assert.equal((await answer).type, id === 1 ? 'result' : 'error')
  }
  await worker.stop()

  assert.equal(worker.stdout.match(/#/g).length, 6000000)
  assert.equal(worker.stderr.match(/%/g).length, 2000000)
  assert.equal(worker.stdout.match(/\tend\n/g).length, 2)
})

for (const [name, isPiped] of [['a socket', false], ['a pipe', true]]) {
  test(`the answer does not come while logs for ${name} are still kept in the process`, async (t) => {
    const worker = await readyHandler(t, "exports.handler = async () => { process.stdout.write('x'.repeat(3000000)) }", { isPiped })
    worker.process.stdout.pause()
    worker.invoke(1, {})
    worker.sendFrame({ type: 'ping', token: 'asked after' })

    // The ping is answered by the loop, the event is not: its log is not out yet.
    assert.equal((await worker.next()).header.type, 'pong')
    worker.process.stdout.resume()
    assert.equal((await worker.next()).header.type, 'result')
  })
}

test('logs written just before a crash are complete', async (t) => {
  const worker = await readyHandler(t, "exports.handler = async () => { process.stdout.write('x'.repeat(1000000)); setTimeout(() => { throw new Error('crash') }) ; await new Promise(() => {}) }")

  worker.invoke(1, {})

  assert.equal((await worker.next()).header.type, 'error')
  await worker.end()
  assert.equal(worker.stdout.match(/x{1000000}/g).length, 1)
})

test('JSON logs are objects', async (t) => {
  const worker = await readyHandler(t, `exports.handler = async () => {
    console.log('text'); console.warn({ a: 1 }); console.info('%s and', 'more', 2n); console.debug({ n: 1n })
    console.error(new TypeError('bad')); console.error('with', new RangeError('far'))
    throw new SyntaxError('last')
  }`, { env: { AWS_LAMBDA_LOG_FORMAT: 'JSON' } })

  await worker.answer(1, {}, { context: { tenantId: 'blue' } })
  await worker.stop()

  const found = worker.stdout.trimEnd().split('\n').map((line) => JSON.parse(line))
  assert.ok(found.every(({ timestamp, requestId, tenantId }) => TIME.test(timestamp) && requestId === 'r1' && tenantId === 'blue'))
  assert.deepEqual(found.map(({ level, message }) => [level, message]).slice(0, 4), [
    ['INFO', 'text'], ['WARN', { a: 1 }], ['INFO', 'more and 2n'], ['DEBUG', '{ n: 1n }'],
  ])
  assert.equal(found[4].message.errorType, 'TypeError')
  assert.equal(found[4].message.stackTrace[0], 'TypeError: bad')
  assert.equal(found[5].errorType, 'RangeError')
  assert.equal(found[5].errorMessage, 'far')
  assert.equal(found[6].message.errorType, 'SyntaxError')
})

test('logs of a start that fails are told before the failure', async (t) => {
  const worker = startHandler(t, { 'index.js': 'console.log("loading"); throw new Error("no")' })

  assert.equal((await worker.next()).header.type, 'error')
  await worker.end()

  assert.deepEqual(records(worker.stdout).map(({ level }) => level), ['INFO', 'ERROR'])
})

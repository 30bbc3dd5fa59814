// Every example of the README, as it stands there.
'use strict'

const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const test = require('node:test')
const { folder, readyHandler, readyMiddleware } = require('./support/tasks.cjs')
const { RUNTIME, environment } = require('./support/worker-process.cjs')

const README = fs.readFileSync(path.join(RUNTIME, 'README.md'), 'utf8')
const EXAMPLES = Object.fromEntries([...README.matchAll(/^```js (\S+)\n(.*?)^```$/gms)].map(([, name, text]) => [name, text]))
const tried = new Set()

function example(name) {
  tried.add(name)
  assert.ok(EXAMPLES[name], `the README has no example ${name}`)
  return EXAMPLES[name]
}

async function call(worker, id, event, more) {
  worker.invoke(id, event, { stage: 'm', ...more })
  const frames = [await worker.next()]
  while (['note', 'log'].includes(frames.at(-1).header.type)) frames.push(await worker.next())
  return { notes: frames.slice(0, -1).map(({ header }) => header), type: frames.at(-1).header.type, value: JSON.parse(frames.at(-1).body.toString()) }
}

test('the handler in CommonJS', async (t) => {
  const worker = await readyHandler(t, { 'index.js': example('index.js') })

  assert.deepEqual((await worker.answer(1, { name: 'Ada' })).value, { hello: 'Ada', request: 'r1' })
})

test('the handler as an ES module', async (t) => {
  const worker = await readyHandler(t, { 'index.mjs': example('index.mjs') })

  assert.equal((await worker.answer(1, { name: 'Ada' })).value, 'hello Ada')
})

test('the handler with a callback', async (t) => {
  const worker = await readyHandler(t, { 'callback.js': example('callback.js') }, { handler: 'callback.handler' })

  assert.deepEqual((await worker.answer(1, { name: 'Ada' })).value, { hello: 'Ada' })
})

test('mark, as frames', async (t) => {
  const worker = await readyMiddleware(t, example('mark'))

  assert.deepEqual((await call(worker, 1, { name: 'Ada' }, { phase: 'before' })).value, { name: 'Ada', seen: true })
})

test('mark, by hand', (t) => {
  const [, input, output] = /\$ echo '(.*)' \| \.\/mark before\n(.*)\n/.exec(README)
  const root = folder(t, { mark: example('mark') })

  const { stdout } = spawnSync(process.execPath, [path.join(root, 'mark'), 'before'], { input, env: environment(), encoding: 'utf8' })

  assert.equal(stdout, output)
})

test('cors', async (t) => {
  const worker = await readyMiddleware(t, example('cors'), { stages: [{ name: 'm', phases: ['before', 'after'], config: { origins: ['https://a.example'] } }] })

  const { notes, value } = await call(worker, 1, { headers: { origin: 'https://a.example' } }, { phase: 'before' })
  const known = await call(worker, 2, { statusCode: 200 }, { phase: 'after', context: { state: 'https://a.example' } })
  const unknown = await call(worker, 3, { statusCode: 200 }, { phase: 'after', context: { state: 'https://b.example' } })

  assert.deepEqual(notes, [{ type: 'note', id: 1, state: 'https://a.example' }])
  assert.deepEqual(value, { headers: { origin: 'https://a.example' } })
  assert.deepEqual(known.value, { statusCode: 200, headers: { 'access-control-allow-origin': 'https://a.example' } })
  assert.deepEqual(unknown.value, { statusCode: 200 })
})

test('guard', async (t) => {
  const worker = await readyMiddleware(t, example('guard.mjs'), { name: 'guard.mjs' })

  const denied = await call(worker, 1, {}, { phase: 'before' })
  const passed = await call(worker, 2, { user: 'me' }, { phase: 'before' })
  const failed = await call(worker, 3, { errorType: 'E', errorMessage: 'm' }, { phase: 'error' })

  assert.deepEqual(denied, { notes: [], type: 'reply', value: { statusCode: 401 } })
  assert.deepEqual(passed, { notes: [{ type: 'note', id: 2, attributes: { user: 'me' } }], type: 'result', value: { user: 'me' } })
  assert.deepEqual(failed, { notes: [{ type: 'log', id: 3, level: 'ERROR', message: 'm', fields: { type: 'E' } }], type: 'reply', value: { statusCode: 500 } })
})

test('no example is left out', () => {
  assert.deepEqual([...tried].sort(), Object.keys(EXAMPLES).sort())
})

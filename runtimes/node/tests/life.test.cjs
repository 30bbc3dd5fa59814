// What a language runtime does between events, and how it ends.
'use strict'

const assert = require('node:assert/strict')
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const test = require('node:test')
const { folder, readyHandler, startHandler } = require('./support/tasks.cjs')
const { HELLO, RUNTIME, environment } = require('./support/worker-process.cjs')

test('timers and sockets go on while no event is there', async (t) => {
  const beat = path.join(folder(t, {}), 'beat')
  fs.writeFileSync(beat, '')
  const worker = await readyHandler(t, `
    const fs = require('fs')
    setInterval(() => fs.appendFileSync(process.env.BEAT, '.'), 1)
    exports.handler = async () => {}`, { env: { BEAT: beat } })
  await worker.answer(1, {})

  const before = fs.statSync(beat).size
  await grown(beat, before + 3)

  await worker.answer(2, {})
})

/** Once the file has this size; the limit is the test's own. */
function grown(file, size) {
  return new Promise((resolve) => {
    const looking = setInterval(() => {
      if (fs.statSync(file).size < size) return
      clearInterval(looking)
      resolve()
    }, 5)
  })
}

test('a server of the function answers between events', async (t) => {
  const worker = await readyHandler(t, `
    const server = require('http').createServer((request, response) => response.end('here'))
    const listening = new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))
    exports.handler = async () => listening`)
  const { value: port } = await worker.answer(1, {})

  const response = await fetch(`http://127.0.0.1:${port}/`)

  assert.equal(await response.text(), 'here')
})

test('an event loop with nothing on it keeps the process', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = () => {}')

  await worker.answer(1, {})
  worker.sendFrame({ type: 'ping', token: 1 })

  assert.deepEqual((await worker.next()).header, { type: 'pong', token: 1 })
  assert.deepEqual(await worker.stop(), { status: 0, signal: null })
})

test('a ping is answered while a promise is pending', async (t) => {
  const worker = await readyHandler(t, `exports.handler = (event) => new Promise((resolve) => {
    const busy = setInterval(() => {}, 1000)
    process.once('SIGUSR2', () => resolve(clearInterval(busy)))
  })`)
  worker.invoke(1, {})

  worker.sendFrame({ type: 'ping', token: { any: ['value'] } })

  assert.deepEqual((await worker.next()).header, { type: 'pong', token: { any: ['value'] } })
  worker.process.kill('SIGUSR2')
  assert.equal((await worker.next()).header.type, 'result')
})

test('shutdown lets the event under way finish', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = (event) => new Promise((resolve) => setTimeout(resolve, 20, "finished"))')
  worker.invoke(1, {})
  worker.sendFrame({ type: 'shutdown', graceMs: 1000, reason: 'test' })

  assert.equal((await worker.terminal()).value, 'finished')
  assert.deepEqual(await worker.end(), { status: 0, signal: null })
})

test('a function that listens for SIGTERM hears of the shutdown', async (t) => {
  const worker = await readyHandler(t, 'process.on("SIGTERM", () => { console.log("closing"); process.exit(0) })\nexports.handler = async () => {}')

  await worker.answer(1, {})
  assert.deepEqual(await worker.stop(), { status: 0, signal: null })

  assert.match(worker.stdout, /\tclosing\n/)
})

test('the process ends with its host, also in the middle of an event', async (t) => {
  const worker = await readyHandler(t, 'setInterval(() => {}, 1000)\nexports.handler = () => new Promise(() => {})')
  worker.invoke(1, {})

  worker.channel.destroy()

  assert.equal((await worker.end()).signal, null)
})

test('a broken header is told on STDERR', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async () => {}')

  worker.send('{"type":\n')

  assert.equal((await worker.end()).status, 1)
  assert.match(worker.stderr, /^sor: the channel to the host is broken: a header is not JSON/)
})

test('processes that the function starts do not hold the channel', async (t) => {
  const worker = await readyHandler(t, `
    const { execFileSync } = require('child_process')
    exports.handler = async () => [
      execFileSync('/bin/ls', ['-l', '/proc/self/fd']).toString().match(/ \\d+ -> socket/g).filter((line) => parseInt(line) > 2),
      execFileSync('/bin/sh', ['-c', 'echo "$SOR_CHANNEL_FD"']).toString().trim(),
    ]`)

  assert.deepEqual((await worker.answer(1, {})).value, [[], ''])
})

test('a start without a channel says who starts this program', () => {
  const { status, stderr } = spawnSync(process.execPath, [path.join(RUNTIME, 'main.cjs')], { env: environment(), encoding: 'utf8' })

  assert.equal(status, 2)
  assert.match(stderr, /^sor: SOR_CHANNEL_FD names no descriptor: the bootstrap starts this program/)
})

test('an ES module that takes long to load is waited for', async (t) => {
  const worker = startHandler(t, { 'index.mjs': 'await new Promise((resolve) => { process.once("SIGUSR2", resolve); console.log("waiting") })\nexport const handler = async () => 1' })
  worker.sendFrame(HELLO)
  await worker.logged('waiting')
  worker.sendFrame({ type: 'ping', token: 'loading' })

  assert.equal((await worker.next()).header.token, 'loading')
  worker.process.kill('SIGUSR2')
  assert.equal((await worker.next()).header.type, 'ready')
  assert.equal((await worker.answer(1, {})).value, 1)
})

// The same programs as plain executables: PROGRAM PHASE, payload on STDIN.
'use strict'

const assert = require('node:assert/strict')
const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const test = require('node:test')
const { folder } = require('./support/tasks.cjs')
const { environment } = require('./support/worker-process.cjs')

const PROGRAMS = path.join(__dirname, 'programs')
const MARK = path.join(PROGRAMS, 'middleware-mark')
const DENY = path.join(PROGRAMS, 'middleware-deny')
const STATE = path.join(PROGRAMS, 'middleware-state')

const program = (text) => `#!/usr/bin/env node\nconst sor = require('sor')\n${text}\nsor.run()\n`

/** Runs a program as the bootstrap does: {status, stdout, stderr, notes}. */
async function execute(file, args, input, { context, env } = {}) {
  const child = spawn(process.execPath, [file, ...args], {
    env: environment({ SOR_STAGE: 'm', SOR_CONTEXT_FD: '3', SOR_NOTES_FD: '4', ...env }),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  const [stdin, stdout, stderr, contextPipe, notes] = child.stdio
  const whole = async (stream) => Buffer.concat(await stream.toArray())
  for (const stream of [stdin, contextPipe]) stream.on('error', () => {}) // the program need not read
  stdin.end(input)
  contextPipe.end(context === undefined ? '' : JSON.stringify(context))
  const status = new Promise((resolve) => child.on('close', resolve))
  const [out, err, noted] = await Promise.all([whole(stdout), whole(stderr), whole(notes)])
  return { status: await status, stdout: out, text: out.toString(), stderr: err.toString(), notes: noted.toString() }
}

function write(t, text, name = 'middleware') {
  return path.join(folder(t, { [name]: text }), name)
}

test('the payload comes from STDIN and goes to STDOUT', async () => {
  const { status, text, notes } = await execute(MARK, ['before'], '{"a":1}')

  assert.equal(status, 0)
  assert.equal(text, '{"a":1,"seen":true}')
  assert.equal(notes, '')
})

test('a phase without a function leaves the payload as it is, byte for byte', async () => {
  const { status, text } = await execute(MARK, ['after'], '{"a": 1.0}\n')

  assert.equal(status, 0)
  assert.equal(text, '{"a": 1.0}\n')
})

test('a program started by its own first line works', async () => {
  const child = spawn(MARK, ['before'], { env: environment({ PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` }), stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end('{}')

  assert.equal(Buffer.concat(await child.stdout.toArray()).toString(), '{"seen":true}')
})

test('a reply ends with status 80', async () => {
  const { status, text } = await execute(DENY, ['before'], '{}')

  assert.equal(status, 80)
  assert.equal(text, '{"denied":true}')
})

test('state goes out as a note and comes back with the context', async () => {
  const first = await execute(STATE, ['before'], '{"origin":"o1"}')
  const second = await execute(STATE, ['after'], '{"status":200}', { context: { state: 'o1' } })

  assert.equal(first.text, '{"origin":"o1"}')
  assert.equal(first.notes, '{"state":"o1"}\n')
  assert.equal(second.text, '{"status":200,"origin":"o1"}')
})

test('payloads of 6 MiB go through both ways', async (t) => {
  const file = write(t, program('sor.before((event) => event)'))
  const event = JSON.stringify('x'.repeat(6291454))

  const { status, text } = await execute(file, ['before'], event)

  assert.equal(status, 0)
  assert.ok(text === event)
})

test('an empty payload stays empty for who takes bytes', async (t) => {
  const file = write(t, program('sor.before((bytes) => bytes, { raw: true })'))

  assert.deepEqual(await execute(file, ['before'], ''), { status: 0, stdout: Buffer.alloc(0), text: '', stderr: '', notes: '' })
})

test('async functions are waited for', async (t) => {
  const file = write(t, program('sor.before(async (event) => { await new Promise((r) => setTimeout(r, 5)); return [event] })'))

  assert.equal((await execute(file, ['before'], '1')).text, '[1]')
})

test('what keeps the event loop busy does not keep the process', async (t) => {
  const file = write(t, program('setInterval(() => {}, 1000)\nsor.before((event) => [event])'))

  assert.equal((await execute(file, ['before'], '1')).text, '[1]')
})

test('what the program prints is log, not payload', async (t) => {
  const file = write(t, program(`console.log('start')
    sor.before((event, ctx) => { console.log('in'); console.info('it'); process.stdout.write('raw\\n'); ctx.log('record', { level: 'WARN', a: 1 }); return 1 })`))

  const { status, text, stderr } = await execute(file, ['before'], '{}')

  assert.equal(status, 0)
  assert.equal(text, '1')
  assert.equal(stderr, 'start\nin\nit\nraw\nWARN\trecord\t{"a":1}\n')
})

test('long logs are complete', async (t) => {
  const file = write(t, program("sor.before(() => { console.log('x'.repeat(1000000)); return 1 })\nsor.after(() => { console.log('x'.repeat(1000000)); throw new Error('no') })"))

  for (const phase of ['before', 'after']) assert.match((await execute(file, [phase], '{}')).stderr, /^x{1000000}\n/)
})

test('context and configuration are there', async (t) => {
  const file = write(t, program(`sor.before((event, ctx) => [ctx.stage, ctx.phase, ctx.config, ctx.requestId, ctx.function, ctx.remainingMs() > 0, ctx.attributes])`))
  const context = { requestId: 'id', function: { name: 'orders' }, deadline: Date.now() + 60000, attributes: { jwt: { sub: 'me' } } }

  const { text } = await execute(file, ['before'], '{}', { context, env: { SOR_STAGE: 'mine', SOR_STAGE_CONFIG: '{"a":1}' } })

  assert.deepEqual(JSON.parse(text), ['mine', 'before', { a: 1 }, 'id', { name: 'orders' }, true, { jwt: { sub: 'me' } }])
})

test('context and notes may be missing', async () => {
  const { status, text } = await execute(STATE, ['before'], '{"origin":"o"}', { env: { SOR_STAGE: undefined, SOR_CONTEXT_FD: undefined, SOR_NOTES_FD: undefined } })

  assert.equal(status, 0)
  assert.equal(text, '{"origin":"o"}')
})

test('attributes, span and content type are notes of one line', async (t) => {
  const file = write(t, program("sor.before((event, ctx) => { ctx.annotate({ a: 'line\\nfeed' }); ctx.span({ b: 2 }); ctx.contentType = 'text/plain'; return 'text' }, { raw: true })"))

  const { text, notes } = await execute(file, ['before'], '{}')

  assert.equal(text, 'text')
  assert.equal(notes.indexOf('\n'), notes.length - 1)
  assert.deepEqual(JSON.parse(notes), { attributes: { a: 'line\nfeed' }, span: { b: 2 }, contentType: 'text/plain' })
})

const FAILURES = {
  'an exception': ["() => { throw new TypeError('bad\\nevent') }", 'before failed: TypeError: bad event'],
  'a rejection': ["async () => { throw new TypeError('bad') }", 'before failed: TypeError: bad'],
  'an exception from elsewhere': ["() => new Promise(() => setTimeout(() => { throw new TypeError('bad') }))", 'before failed: TypeError: bad'],
  'a promise that never settles': ['() => new Promise(() => {})', 'before failed: Error: the promise of the function is pending'],
  'what is no JSON': ['() => 1n', 'before failed: Runtime.MarshalError'],
  'an empty reply': ['() => sor.reply(Buffer.alloc(0))', 'before failed: Error: an executable can not reply with an empty payload'],
}

for (const [name, [fn, last]] of Object.entries(FAILURES)) {
  test(`${name} is a failure, told on the last line of STDERR`, async (t) => {
    const { status, text, stderr } = await execute(write(t, program(`sor.before(${fn})`)), ['before'], '{}')

    assert.equal(status, 1)
    assert.equal(text, '')
    assert.ok(stderr.trimEnd().split('\n').at(-1).startsWith(`sor: ${last}`), stderr)
  })
}

test('an event that is not JSON is a failure', async () => {
  const { status, stderr } = await execute(MARK, ['before'], '{')

  assert.equal(status, 1)
  assert.match(stderr, /Runtime\.UnmarshalError: Unable to unmarshal input/)
})

test('without a phase the program tells its usage', async () => {
  for (const args of [[], ['sideways'], ['before', 'x']]) {
    const { status, stderr } = await execute(MARK, args, '')

    assert.equal(status, 2)
    assert.match(stderr, /^usage: .*middleware-mark before\|after\|error <payload\n$/)
  }
})

test('a program ahead of its event waits in a read of STDIN, with all its code loaded', async (t) => {
  const loaded = path.join(folder(t, {}), 'loaded')
  const file = write(t, program(`require('fs').writeFileSync(${JSON.stringify(loaded)}, '')\nsor.before((event) => [event])`))
  const child = spawn(process.execPath, [file, 'before'], { env: environment(), stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))

  await blockedInRead(child.pid)

  assert.ok(fs.existsSync(loaded))
  child.stdin.end('1')
  assert.equal(Buffer.concat(await child.stdout.toArray()).toString(), '[1]')
})

/** Once the process's first thread stands in read(0, ...), as the kernel tells it; the limit is the test's own. */
async function blockedInRead(pid) {
  const read = process.arch === 'x64' ? '0 0x0 ' : '63 0x0 '
  while (!fs.readFileSync(`/proc/${pid}/syscall`, 'latin1').startsWith(read)) await new Promise((resolve) => setImmediate(resolve))
}

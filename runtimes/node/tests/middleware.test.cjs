// Persistent middlewares: require('sor') over frames.
'use strict'

const assert = require('node:assert/strict')
const test = require('node:test')
const { readyMiddleware, startMiddleware } = require('./support/tasks.cjs')
const { HELLO } = require('./support/worker-process.cjs')

const program = (text) => `const sor = require('sor')\n${text}\nsor.run()\n`

function run(worker, id, event, { phase = 'before', stage = 'm', ...more } = {}) {
  worker.invoke(id, event, { phase, stage, ...more })
  return worker.next()
}

/** The frames up to the terminal one. */
async function frames(worker, id, event, more) {
  const all = [await run(worker, id, event, more)]
  while (['note', 'log'].includes(all.at(-1).header.type)) all.push(await worker.next())
  return all.map(({ header: { length, ...header }, body }) => ({ ...header, ...(body.length > 0 && { body: body.toString() }) }))
}

test('before, after and error have their own functions', async (t) => {
  const worker = await readyMiddleware(t, program(`
    sor.before((event) => ({ ...event, by: 'before' }))
    sor.after(async (response) => ({ ...response, by: 'after' }))
    sor.error((failure) => ({ ...failure, by: 'error' }))`))

  let id = 0
  for (const phase of ['before', 'after', 'error']) {
    const { header, body } = await run(worker, ++id, { a: 1 }, { phase })

    assert.equal(header.type, 'result')
    assert.equal('contentType' in header, false)
    assert.deepEqual(JSON.parse(body.toString()), { a: 1, by: phase })
  }
  assert.deepEqual(await worker.stop(), { status: 0, signal: null })
})

for (const [name, fn] of [['a function', '() => {}'], ['an async function', 'async () => { await new Promise((r) => setTimeout(r, 1)) }']]) {
  test(`${name} that returns undefined leaves the payload as it is, byte for byte`, async (t) => {
    const worker = await readyMiddleware(t, program(`sor.before(${fn})`))

    for (const [id, text] of [[1, '{"a": 1.0}\n'], [2, `["${'x'.repeat(200000)}"]`]]) {
      const { header, body } = await run(worker, id, Buffer.from(text))

      assert.equal(header.type, 'result')
      assert.equal(body.toString(), text)
    }
  })
}

test('a payload that stays is not mixed up with what comes in while logs are written', async (t) => {
  const worker = await readyMiddleware(t, program("sor.before(() => { process.stderr.write('called'); process.stdout.write('x'.repeat(3000000)) })"))
  worker.process.stdout.pause()
  worker.invoke(1, { first: true }, { stage: 'm', phase: 'before' })
  await worker.logged('called', 'stderr')
  worker.sendFrame({ type: 'ping', token: 'x'.repeat(1000) })

  assert.equal((await worker.next()).header.type, 'pong')
  worker.process.stdout.resume()
  assert.equal((await worker.next()).body.toString(), '{"first":true}')
})

test('a payload that stays is not mixed up with what comes in while a promise is pending', async (t) => {
  const worker = await readyMiddleware(t, program(`sor.before(() => new Promise((resolve) => {
    process.once('SIGUSR2', () => resolve())
    process.stderr.write('called')
  }))`))
  worker.invoke(1, { first: true }, { stage: 'm', phase: 'before' })
  await worker.logged('called', 'stderr')
  worker.sendFrame({ type: 'ping', token: 'x'.repeat(1000) })

  assert.equal((await worker.next()).header.type, 'pong')
  worker.process.kill('SIGUSR2')
  assert.equal((await worker.next()).body.toString(), '{"first":true}')
})

test('raw functions get and give bytes', async (t) => {
  const worker = await readyMiddleware(t, program(`
    sor.before((bytes) => Buffer.concat([bytes, Buffer.from([0, 255])]), { raw: true })
    sor.after((bytes) => bytes.toString() + '€', { raw: true })`))

  assert.deepEqual((await run(worker, 1, Buffer.from('not JSON'))).body, Buffer.from('not JSON\0\xff', 'latin1'))
  assert.equal((await run(worker, 2, Buffer.from('1 '), { phase: 'after' })).body.toString(), '1 €')
})

test('payloads of other content types are bytes without asking', async (t) => {
  const worker = await readyMiddleware(t, program("sor.before((bytes, ctx) => Buffer.from(`${ctx.contentType}: ${bytes.length}`))"))

  assert.equal((await run(worker, 1, Buffer.from('abc'), { contentType: 'text/plain' })).body.toString(), 'text/plain: 3')
})

test('a content type that the function sets goes out with the payload', async (t) => {
  const worker = await readyMiddleware(t, program("sor.before((event, ctx) => { ctx.contentType = 'text/plain; charset=utf-8'; return event + '!' }, { raw: true })"))

  const { header, body } = await run(worker, 1, Buffer.from('hey'))

  assert.equal(header.contentType, 'text/plain; charset=utf-8')
  assert.equal(body.toString(), 'hey!')
})

const REPLIES = {
  'JSON': ['sor.reply({ denied: true })', 'application/json', '{"denied":true}'],
  'JSON, from an async function': ['await null; sor.reply([1])', 'application/json', '[1]', 'async'],
  'bytes': ['sor.reply(Buffer.from("b"))', 'application/octet-stream', 'b'],
  'a content type of its own': ['sor.reply({ a: 1 }, { contentType: "application/vnd.sor.http-response+json" })', 'application/vnd.sor.http-response+json', '{"a":1}'],
  'return in front': ['return sor.reply("x")', 'application/json', '"x"'],
  'a catch around it': ['try { sor.reply({ denied: true }) } catch {}\nreturn { open: true }', 'application/json', '{"denied":true}'],
  'a catch around it, later': ['try { await null; sor.reply({ denied: true }) } catch {}', 'application/json', '{"denied":true}', 'async'],
}

for (const [name, [code, contentType, text, kind = '']] of Object.entries(REPLIES)) {
  test(`a reply with ${name}`, async (t) => {
    const worker = await readyMiddleware(t, program(`sor.before(${kind} (event) => { if (event.pass) return; ${code} })`))

    const { header, body } = await run(worker, 1, {})

    assert.equal(header.type, 'reply')
    assert.equal(header.contentType, contentType)
    assert.equal(body.toString(), text)
    assert.equal((await run(worker, 2, { pass: true })).header.type, 'result')
  })
}

const FAILURES = {
  'an exception': ['() => { throw new TypeError("bad") }', 'TypeError', 'bad'],
  'a rejection': ['async () => { throw new TypeError("bad") }', 'TypeError', 'bad'],
  'a failure of its own type': ['() => { throw new sor.Failure("Orders.Unknown", "no such order", { retry: false }) }', 'Orders.Unknown', 'no such order'],
  'what is no JSON': ['() => 1n', 'Runtime.MarshalError', /BigInt/],
  'too much': ['() => Buffer.alloc(6291557)', 'Runtime.StageOutputTooLarge', /6291556 bytes/],
  'a state that is too large': ['(event, ctx) => { ctx.state = "x".repeat(65536) }', 'Runtime.NotesTooLarge', /'state' has \d+ bytes/],
  'a state that is too large, later': ['async (event, ctx) => { ctx.state = "x".repeat(65536) }', 'Runtime.NotesTooLarge', /'state' has \d+ bytes/],
  'a content type that is no text': ['(event, ctx) => { ctx.contentType = 7 }', 'TypeError', /content type/],
  'an unknown level of log': ['(event, ctx) => ctx.log("x", { level: "LOUD" })', 'TypeError', /level 'LOUD'/],
}

for (const [name, [fn, errorType, message]] of Object.entries(FAILURES)) {
  test(`a function fails by ${name}, and the next event is served`, async (t) => {
    const worker = await readyMiddleware(t, program(`sor.before(${fn})\nsor.after(() => 'fine')`))

    const { header } = await run(worker, 1, {})

    assert.equal(header.type, 'error')
    assert.equal(header.errorType, errorType)
    if (message instanceof RegExp) assert.match(header.errorMessage, message)
    else assert.equal(header.errorMessage, message)
    if (errorType === 'Orders.Unknown') assert.equal(header.retry, false)
    assert.equal((await run(worker, 2, {}, { phase: 'after' })).body.toString(), '"fine"')
    await worker.stop()
    assert.match(worker.stderr, new RegExp(`Invoke Error\\t\\{"errorType":"${errorType}"`))
  })
}

test('a crash answers the event under way and ends the process', async (t) => {
  const worker = await readyMiddleware(t, program('sor.before(() => new Promise(() => { setTimeout(() => { throw new Error("boom") }, 1) }))'))

  const { header } = await run(worker, 1, {})

  assert.equal(header.errorMessage, 'boom')
  assert.equal((await worker.end()).status, 129)
})

test('the context has what is known', async (t) => {
  const worker = await readyMiddleware(t, program(`sor.before((event, ctx) => ({
    stage: ctx.stage, phase: ctx.phase, config: ctx.config, requestId: ctx.requestId, invocationId: ctx.invocationId,
    deadline: ctx.deadline, remaining: ctx.remainingMs() > 0, trace: ctx.trace, function: ctx.function, trigger: ctx.trigger,
    tenantId: ctx.tenantId, identity: ctx.identity, clientContext: ctx.clientContext, attributes: ctx.attributes, state: ctx.state ?? 'none',
    contentType: ctx.contentType ?? 'none',
  }))`), { stages: [{ name: 'm', phases: ['before'], config: { a: 1 } }] })
  const deadline = Date.now() + 60000
  const context = {
    requestId: 'id', invocationId: 'd', trace: { xray: 'Root=1' }, function: { arn: 'arn:x' }, trigger: 'lambda', tenantId: 'blue',
    identity: { i: 1 }, clientContext: { c: 1 }, attributes: { jwt: { sub: 'me' } },
  }

  const { body } = await run(worker, 1, {}, { context, deadline })

  assert.deepEqual(JSON.parse(body.toString()), {
    ...context, stage: 'm', phase: 'before', config: { a: 1 }, deadline, remaining: true, function: { ...HELLO.function, arn: 'arn:x' }, state: 'none',
    contentType: 'none',
  })
})

test('facts that are not known are undefined or empty', async (t) => {
  const worker = await readyMiddleware(t, program('sor.before((event, ctx) => [ctx.tenantId, ctx.remainingMs(), ctx.trace, ctx.attributes, ctx.config].map((x) => x ?? 0))'))

  assert.equal((await run(worker, 1, {})).body.toString(), '[0,0,{},{},{}]')
})

test('notes go out before the payload', async (t) => {
  const worker = await readyMiddleware(t, program(`sor.before((event, ctx) => {
    ctx.annotate({ user: 'me' }); ctx.annotate({ role: 'admin' }); ctx.span({ cache: 'hit' }); ctx.state = { origin: 'x' }
    return [ctx.state.origin]
  })`))

  assert.deepEqual(await frames(worker, 1, {}), [
    { type: 'note', id: 1, attributes: { user: 'me', role: 'admin' } },
    { type: 'note', id: 1, span: { cache: 'hit' } },
    { type: 'note', id: 1, state: { origin: 'x' } },
    { type: 'result', id: 1, body: '["x"]' },
  ])
})

test('logs are frames with level and fields; too large ones are cut', async (t) => {
  const worker = await readyMiddleware(t, program(`sor.before((event, ctx) => {
    ctx.log('plain'); ctx.log('more', { level: 'WARN', order: 7 }); ctx.log('x'.repeat(100000), { y: 1 }); return 0
  })`))

  const [plain, more, cut, last] = await frames(worker, 1, {})

  assert.deepEqual(plain, { type: 'log', id: 1, level: 'INFO', message: 'plain' })
  assert.deepEqual(more, { type: 'log', id: 1, level: 'WARN', message: 'more', fields: { order: 7 } })
  assert.match(cut.message, /characters cut\]$/)
  assert.equal(last.type, 'result')
})

test('one process serves several stages, each with its configuration', async (t) => {
  const worker = await readyMiddleware(t, program(`
    sor.before((event, ctx) => ['any', ctx.config])
    sor.before((event, ctx) => ['b', ctx.config], { stage: 'b' })`), {
    stages: [{ name: 'a', phases: ['before'], config: 1 }, { name: 'b', phases: ['before'], config: 2 }],
  })

  assert.equal((await run(worker, 1, {}, { stage: 'a' })).body.toString(), '["any",1]')
  assert.equal((await run(worker, 2, {}, { stage: 'b' })).body.toString(), '["b",2]')
  assert.equal((await run(worker, 3, {}, { stage: 'c' })).header.errorType, 'Runtime.ProtocolError')
})

test('a stage without any function is told at the start', async (t) => {
  const worker = startMiddleware(t, program("sor.before(() => {}, { stage: 'other' })"))
  worker.sendFrame({ ...HELLO, stages: [{ name: 'm', phases: ['before'] }] })

  const { header } = await worker.next()

  assert.equal(header.errorType, 'Runtime.HandlerNotFound')
  assert.match(header.errorMessage, /no function for stage 'm'/)
  assert.notEqual((await worker.end()).status, 0)
})

test('wrong use is told when the program starts', async (t) => {
  for (const [text, message] of [
    ['sor.before(7)', /sor\.before takes a function, not number/],
    ['sor.after(() => {}); sor.after(() => {})', /sor\.after is called twice/],
    ["sor.error(() => {}, { stage: 'x' }); sor.error(() => {}, { stage: 'x' })", /sor\.error is called twice for stage 'x'/],
  ]) {
    const worker = startMiddleware(t, program(text))

    assert.notEqual((await worker.end()).status, 0)
    assert.match(worker.stderr, message)
  }
})

test('an ES module is a middleware, too', async (t) => {
  const worker = await readyMiddleware(t, `
    import { createRequire } from 'node:module'
    const sor = createRequire(import.meta.url)('sor')
    const seen = await Promise.resolve(true)
    sor.before((event) => ({ ...event, seen }))
    sor.run()`, { name: 'middleware.mjs' })

  assert.equal((await run(worker, 1, {})).body.toString(), '{"seen":true}')
})

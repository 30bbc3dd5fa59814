'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const test = require('node:test')
const { RUNTIME, WorkerProcess } = require('./support/worker-process.cjs')
const { bytesOf, vectorFiles } = require('./support/vectors.cjs')

const PROGRAMS = path.join(__dirname, 'programs')

// spec/vectors/frames/README.md leaves these to languages that have a form for them.
const WITHOUT_FORM = { 'middleware-last': 'a middleware in Node cannot say that an answer is its last' }

for (const [file, { program, vectors }] of Object.entries(vectorFiles('worker-'))) {
  for (const vector of vectors) {
    test(`${file}: ${vector.name}`, { skip: WITHOUT_FORM[program] ?? false }, async (t) => {
      const worker = start(program)
      t.after(() => worker.kill())

      for (const step of vector.steps) await perform(step, worker)
    })
  }
}

function start(program) {
  if (program.startsWith('middleware-')) return new WorkerProcess(process.execPath, [path.join(PROGRAMS, program)], { env: { SOR_STAGE: 'm' } })
  const env = { _HANDLER: `${program}.handle`, LAMBDA_TASK_ROOT: PROGRAMS, SOR_STAGE: 'handler' }
  return new WorkerProcess(process.execPath, [path.join(RUNTIME, 'main.cjs')], { cwd: PROGRAMS, env })
}

async function perform(step, worker) {
  if (step.send) worker.send(bytesOf(step.send))
  if (step.expect) await expect(step.expect, worker)
  if (step.close) worker.channel.destroy()
  if (step.exit !== undefined) {
    const { status, signal } = await worker.end()
    assert.equal(signal, null)
    if (step.exit !== 'any') assert.equal(status, step.exit, worker.stderr)
  }
}

async function expect({ header, body, json }, worker) {
  let frame
  do frame = await worker.next()
  while (['log', 'note'].includes(frame?.header.type) && frame.header.type !== header.type)
  assert.ok(frame, `the worker ended: ${worker.stderr}${worker.stdout}`)
  assert.deepEqual(Object.fromEntries(Object.keys(header).map((name) => [name, frame.header[name]])), header)
  if (body !== undefined) assert.ok(frame.body.equals(bytesOf(body)), 'the body has other bytes')
  if (json !== undefined) assert.deepEqual(JSON.parse(frame.body.toString()), json)
}

// Where handlers are found, and what the host is told when there is none.
'use strict'

const assert = require('node:assert/strict')
const path = require('node:path')
const test = require('node:test')
const { readyHandler, startHandler } = require('./support/tasks.cjs')
const { HELLO, RUNTIME } = require('./support/worker-process.cjs')

const MODULE_PACKAGE = '{"type":"module"}'

const FOUND = {
  'a CommonJS module': { 'index.js': 'exports.handler = () => "found"' },
  'a CommonJS module by its extension': { 'package.json': MODULE_PACKAGE, 'index.cjs': 'exports.handler = () => "found"' },
  'an ES module': { 'index.mjs': 'export const handler = () => "found"' },
  'an ES module of a package of such': { 'package.json': MODULE_PACKAGE, 'index.js': 'export const handler = async () => "found"' },
  'an ES module with a top-level await': {
    'index.mjs': 'const value = await new Promise((resolve) => setTimeout(resolve, 5, "found"))\nexport const handler = () => value',
  },
  'a folder': { 'index/index.js': 'exports.handler = () => "found"' },
  'an installed package': { 'node_modules/index/package.json': '{"main":"main.js"}', 'node_modules/index/main.js': 'exports.handler = () => "found"' },
}

for (const [name, files] of Object.entries(FOUND)) {
  test(`a handler is found in ${name}`, async (t) => {
    const worker = await readyHandler(t, files)

    assert.equal((await worker.answer(1, {})).value, 'found')
  })
}

test('a handler is found in a folder', async (t) => {
  const worker = await readyHandler(t, { 'src/lib/app.js': 'exports.handle = () => "found"' }, { handler: 'src/lib/app.handle' })

  assert.equal((await worker.answer(1, {})).value, 'found')
})

test('a handler is found inside of what a module exports', async (t) => {
  const worker = await readyHandler(t, { 'app.js': 'exports.http = { get: () => "found" }' }, { handler: 'app.http.get' })

  assert.equal((await worker.answer(1, {})).value, 'found')
})

test('an ES module beside a CommonJS one of the same name stands back', async (t) => {
  const worker = await readyHandler(t, { 'index.js': 'exports.handler = () => "js"', 'index.mjs': 'export const handler = () => "mjs"' })

  assert.equal((await worker.answer(1, {})).value, 'js')
})

test('packages are looked for in layers, in what NODE_PATH said, and in the task root', async (t) => {
  const major = process.versions.node.split('.')[0]
  const worker = await readyHandler(t, {
    'deep/app.js': 'const shared = require("shared/answer")\nexports.handler = () => [shared, process.env.NODE_PATH.split(":")]',
    'shared/answer.js': 'module.exports = 42',
  }, { handler: 'deep/app.handler', env: { NODE_PATH: `/elsewhere:${RUNTIME}` } })

  assert.deepEqual((await worker.answer(1, {})).value, [
    42,
    [`/opt/nodejs/node${major}/node_modules`, '/opt/nodejs/node_modules', '/elsewhere', RUNTIME, worker.root],
  ])
})

const NOT_FOUND = {
  'the file is missing': [{ 'other.js': '' }, 'index.handler', 'Runtime.ImportModuleError', /Cannot find module 'index'/],
  'a module that it needs is missing': [{ 'index.js': 'require("left-out")' }, 'index.handler', 'Runtime.ImportModuleError', /Cannot find module 'left-out'/],
  'a module that an ES module needs is missing': [
    { 'index.mjs': 'import "left-out"\nexport const handler = 1' }, 'index.handler', 'Runtime.ImportModuleError', /Cannot find package 'left-out'/,
  ],
  'the file is no JavaScript': [{ 'index.js': 'exports.handler = (' }, 'index.handler', 'Runtime.UserCodeSyntaxError', /SyntaxError: /],
  'the ES module is no JavaScript': [{ 'index.mjs': 'export const handler = (' }, 'index.handler', 'Runtime.UserCodeSyntaxError', /SyntaxError: /],
  'the function is missing': [{ 'index.js': 'exports.other = () => {}' }, 'index.handler', 'Runtime.HandlerNotFound', /^index\.handler is undefined or not exported$/],
  'the function is no function': [{ 'index.js': 'exports.handler = 1' }, 'index.handler', 'Runtime.HandlerNotFound', /^index\.handler is not a function$/],
  'its name has no function': [{ 'index.js': '' }, 'index', 'Runtime.MalformedHandlerName', /^Bad handler 'index': it must be FILE\.FUNCTION/],
  'its name is empty': [{ 'index.js': '' }, '', 'Runtime.MalformedHandlerName', /^Bad handler ''/],
  'its name leads out of the task root': [{ 'index.js': '' }, '../index.handler', 'Runtime.MalformedHandlerName', /^Bad handler/],
  'the module throws': [{ 'index.js': 'throw new RangeError("no luck")' }, 'index.handler', 'RangeError', /^no luck$/],
  'the ES module throws': [{ 'index.mjs': 'throw new RangeError("no luck")' }, 'index.handler', 'RangeError', /^no luck$/],
  'the module rejects': [
    { 'index.mjs': 'Promise.reject(new Error("lost"))\nawait new Promise((r) => setTimeout(r, 1000))' }, 'index.handler', 'Runtime.UnhandledPromiseRejection', /^Error: lost$/,
  ],
}

for (const [name, [files, handler, errorType, message]] of Object.entries(NOT_FOUND)) {
  test(`the host is told when ${name}`, async (t) => {
    const worker = startHandler(t, files, { handler })
    worker.sendFrame(HELLO)

    const { header } = await worker.next()

    assert.equal(header.type, 'error')
    assert.equal('id' in header, false)
    assert.equal(header.errorType, errorType)
    assert.match(header.errorMessage, message)
    assert.ok(Array.isArray(header.stackTrace))
    assert.notEqual((await worker.end()).status, 0)
    assert.match(worker.stdout, new RegExp(`\\tERROR\\t.*${errorType.replace('.', '\\.')}`))
  })
}

test('a syntax error tells its place', async (t) => {
  const worker = startHandler(t, { 'index.js': '\n\nexports.handler = (' })

  const { header } = await worker.next()

  assert.match(header.stackTrace.join('\n'), new RegExp(`${path.join(worker.root, 'index.js')}:3`))
})

test('a syntax that only newer versions take for an ES module is loaded or told', async (t) => {
  const worker = startHandler(t, { 'index.js': 'export const handler = async () => await value\nconst value = await Promise.resolve("found")' })
  worker.sendFrame(HELLO)

  const { header } = await worker.next()

  if (header.type === 'ready') assert.equal((await worker.answer(1, {})).value, 'found')
  else assert.equal(header.errorType, 'Runtime.UserCodeSyntaxError')
})

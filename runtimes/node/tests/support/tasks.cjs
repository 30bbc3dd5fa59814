// Functions and middlewares for tests: folders that last as long as the test, and processes that do not outlive it.
'use strict'

const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')
const { RUNTIME, WorkerProcess } = require('./worker-process.cjs')

const cleanups = new WeakMap()

/**
 * Runs `task` when the test has ended, the last one first, as `t.after` does not: a process ends before its folder is
 * removed, or it may write into the folder meanwhile, the removal fails, and the processes of all later hooks stay.
 */
function afterwards(t, task) {
  const tasks = cleanups.get(t) ?? []
  if (tasks.push(task) > 1) return
  cleanups.set(t, tasks)
  t.after(async () => {
    while (tasks.length > 0) await tasks.pop()()
  })
}

/** A folder with these files: {name: text}. Names may have folders. */
function folder(t, files) {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'sor-node-')))
  afterwards(t, () => fs.rmSync(root, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), text, { mode: 0o755 })
  }
  return root
}

/** The language runtime with a function of these files; not yet greeted. */
function startHandler(t, files, { handler = 'index.handler', env = {}, isPiped = false } = {}) {
  const root = folder(t, files)
  const command = [process.execPath, path.join(RUNTIME, 'main.cjs')]
  // Node makes sockets for the logs of its children. The bootstrap makes pipes, as a shell does.
  if (isPiped) command.unshift('/bin/sh', '-c', '"$0" "$@" | cat 3<&-')
  const worker = new WorkerProcess(command[0], command.slice(1), {
    cwd: root,
    env: { _HANDLER: handler, LAMBDA_TASK_ROOT: root, SOR_STAGE: 'handler', ...env },
  })
  worker.root = root
  afterwards(t, () => worker.kill())
  return worker
}

/** The same, ready for events. A text stands for index.js. */
async function readyHandler(t, files, options) {
  const worker = startHandler(t, typeof files === 'string' ? { 'index.js': files } : files, options)
  await worker.ready()
  return worker
}

/** A persistent middleware program of this text, not yet greeted. */
function startMiddleware(t, text, { name = 'middleware', env = {} } = {}) {
  const root = folder(t, { [name]: text })
  const worker = new WorkerProcess(process.execPath, [path.join(root, name)], { cwd: root, env: { SOR_STAGE: 'm', ...env } })
  afterwards(t, () => worker.kill())
  return worker
}

async function readyMiddleware(t, text, { stages = [{ name: 'm', phases: ['before', 'after', 'error'] }], ...options } = {}) {
  const worker = startMiddleware(t, text, options)
  await worker.ready({ stages })
  return worker
}

module.exports = { folder, readyHandler, readyMiddleware, startHandler, startMiddleware }

// Finds the function that _HANDLER names: `app.handler`, `folder/app.handler`, `app.parts.handler`.
'use strict'

const fs = require('fs')
const path = require('path')

const EXTENSIONS = ['.js', '.mjs', '.cjs']

/** The handler, or a promise of it where it is in an ES module. Throws failures with Lambda's types if there is none. */
function load(name, taskRoot) {
  const { folder, module, members } = split(name)
  let exported
  try {
    exported = loadModule(path.resolve(taskRoot, folder, module), module, taskRoot)
  } catch (error) {
    throw explained(error)
  }
  if (!(exported instanceof Promise)) return pick(exported, members, name)
  return exported.then(
    (namespace) => pick(namespace, members, name),
    (error) => {
      throw explained(error)
    },
  )
}

function split(name) {
  const slash = name.lastIndexOf('/') + 1
  const match = /^([^.]+)\.(.+)$/.exec(name.slice(slash))
  if (match === null || name.includes('..')) {
    throw failure('Runtime.MalformedHandlerName', `Bad handler '${name}': it must be FILE.FUNCTION, such as index.handler`)
  }
  return { folder: name.slice(0, slash), module: match[1], members: match[2].split('.') }
}

function loadModule(base, module, taskRoot) {
  const extension = EXTENSIONS.find((candidate) => fs.existsSync(base + candidate))
  if (extension === undefined) return require(locate(base, module, taskRoot))
  const file = base + extension
  if (extension === '.mjs' || (extension === '.js' && isInModulePackage(path.dirname(file)))) return importModule(file)
  return requireModule(file)
}

/** A folder, a file without extension, or a package: whatever Node makes of the name. */
function locate(base, module, taskRoot) {
  try {
    return require.resolve(base)
  } catch {
    return require.resolve(module, { paths: [taskRoot, path.dirname(base)] })
  }
}

function requireModule(file) {
  try {
    return require(file)
  } catch (error) {
    // Newer versions of Node see by its syntax that a file is an ES module. With a top-level await it can only be imported.
    if (error?.code === 'ERR_REQUIRE_ASYNC_MODULE' || error?.code === 'ERR_REQUIRE_ESM') return importModule(file)
    throw error
  }
}

function importModule(file) {
  return import(require('url').pathToFileURL(file).href)
}

/** Whether the nearest package.json says that .js files are ES modules. */
function isInModulePackage(folder) {
  const file = path.join(folder, 'package.json')
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')).type === 'module'
  const parent = path.dirname(folder)
  return parent !== folder && path.basename(folder) !== 'node_modules' && isInModulePackage(parent)
}

function pick(exported, members, name) {
  const handler = members.reduce((value, member) => value?.[member], exported)
  if (typeof handler === 'function') return handler
  const problem = handler === undefined ? 'is undefined or not exported' : 'is not a function'
  throw failure('Runtime.HandlerNotFound', `${name} ${problem}`)
}

function explained(error) {
  if (error instanceof SyntaxError) return failure('Runtime.UserCodeSyntaxError', String(error), error)
  if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
    return failure('Runtime.ImportModuleError', String(error), error)
  }
  return error
}

function failure(errorType, message, cause) {
  const { Failure } = require('./failure.cjs')
  return new Failure(errorType, message, { cause })
}

/** Adds the folders where Lambda looks for packages: those of layers first, the function's own last. */
function extendSearchPath(environment, taskRoot, own) {
  const major = process.versions.node.split('.', 1)[0]
  const given = environment.NODE_PATH ? environment.NODE_PATH.split(path.delimiter) : []
  const all = [`/opt/nodejs/node${major}/node_modules`, '/opt/nodejs/node_modules', ...given, own, taskRoot]
  environment.NODE_PATH = [...new Set(all)].join(path.delimiter)
  require('module')._initPaths() // the way to make Node read NODE_PATH again, since version 0.5 and in every one since
}

module.exports = { extendSearchPath, load }

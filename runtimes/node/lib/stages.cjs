// The functions of a middleware program, by stage and phase.
'use strict'

class Stages {
  constructor() {
    this._entries = new Map() // "PHASE" or "PHASE STAGE" → {fn, raw}
  }

  register(phase, fn, raw, stage) {
    if (typeof fn !== 'function') throw new TypeError(`sor.${phase} takes a function, not ${fn === null ? 'null' : typeof fn}`)
    const key = keyOf(phase, stage)
    if (this._entries.has(key)) {
      throw new Error(`sor.${phase} is called twice${stage === undefined ? '' : ` for stage '${stage}'`}: a phase has one function`)
    }
    this._entries.set(key, { fn, raw })
  }

  /** {before, after, error} of a stage, as far as it has them. Throws a failure if it has none at all. */
  of(stage) {
    const found = {}
    for (const phase of ['before', 'after', 'error']) {
      found[phase] = this._entries.get(keyOf(phase, stage)) ?? this._entries.get(keyOf(phase))
    }
    if (found.before ?? found.after ?? found.error) return found
    const { Failure } = require('./failure.cjs')
    throw new Failure(
      'Runtime.HandlerNotFound',
      `This program has no function for stage '${stage}': register one with sor.before, sor.after or sor.error`,
    )
  }
}

function keyOf(phase, stage) {
  return stage === undefined ? phase : `${phase} ${stage}`
}

module.exports = { Stages }

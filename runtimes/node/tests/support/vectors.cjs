// The vectors of spec/, which all languages share.
'use strict'

const fs = require('node:fs')
const path = require('node:path')

const FOLDER = path.resolve(__dirname, '../../../../spec/vectors/frames')

/** {name: content} of the files whose names begin so. */
function vectorFiles(prefix) {
  const names = fs.readdirSync(FOLDER).filter((name) => name.startsWith(prefix) && name.endsWith('.json'))
  if (names.length === 0) throw new Error(`no vectors ${prefix}*.json in ${FOLDER}`)
  return Object.fromEntries(names.map((name) => [name, JSON.parse(fs.readFileSync(path.join(FOLDER, name), 'utf8'))]))
}

/** The bytes of parts such as {"text": ..., "times": 2} and {"hex": ...}. */
function bytesOf(parts = []) {
  return Buffer.concat(
    parts.flatMap(({ text, hex, times = 1 }) => Array(times).fill(hex === undefined ? Buffer.from(text) : Buffer.from(hex, 'hex'))),
  )
}

module.exports = { bytesOf, vectorFiles }

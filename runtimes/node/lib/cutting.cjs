// Texts that keep the limit of a header. Loaded when first needed.
'use strict'

function sizeOf(text) {
  return Buffer.byteLength(JSON.stringify(text))
}

/** At most `limit` bytes of JSON, with a mark that says how much is missing. */
function cut(text, limit) {
  let size = sizeOf(text)
  let short = text
  for (let keep = text.length; size > limit; size = sizeOf(short)) {
    keep = Math.min(keep - 1, Math.floor((keep * (limit - 64)) / size))
    short = `${text.slice(0, keep)}... [${text.length - keep} characters cut]`
  }
  return short
}

/** The first texts, as many as fit into `limit` bytes of JSON, with a mark in place of the others. */
function cutList(texts, limit) {
  let left = limit - 64
  const kept = []
  for (const text of texts) {
    left -= sizeOf(text) + 1
    if (left < 0) return [...kept, `    ... [${texts.length - kept.length} lines cut]`]
    kept.push(text)
  }
  return kept
}

module.exports = { cut, cutList }

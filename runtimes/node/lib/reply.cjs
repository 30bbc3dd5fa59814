// A middleware's own answer, on its way from sor.reply to the call that it ends.
'use strict'

class Reply extends Error {
  constructor(value, contentType) {
    super('sor.reply answers by throwing this: let it pass')
    this.name = 'Reply'
    this.value = value
    this.contentType = contentType
    Reply.latest = this
  }
}

// JavaScript has no exception that a `catch` around the call leaves alone. What sor.reply decided stands all the same:
// an event that was denied must not go on because of it. One function runs at a time, so the latest is its own.
Reply.latest = undefined

module.exports = { Reply }

'use strict'

// What the handler sees has passed all middlewares: no password, no items that nobody wants.
exports.handle = async (event) => ({
  receivedBy: event.receivedBy,
  password: event.password,
  items: event.items,
  token: `token of ${event.user}`,
})

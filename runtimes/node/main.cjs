// The language runtime for Node: loads the handler that _HANDLER names and serves it to the host over frames.
'use strict'

const { channelDescriptor } = require('./lib/channel.cjs')
const { HandlerWorker } = require('./lib/handler-worker.cjs')
const output = require('./lib/output.cjs')

output.watch()
new HandlerWorker(process.env, channelDescriptor(process.env), __dirname)

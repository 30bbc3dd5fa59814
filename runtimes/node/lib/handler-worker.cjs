'use strict'

const { Channel } = require('./channel.cjs')

function run() {
  const path = require('path')
  const [, file, name] = /^(.*?)\.([^.]*)$/.exec(process.env._HANDLER)
  const handler = require(path.resolve(process.env.LAMBDA_TASK_ROOT ?? '.', file))[name]
  const channel = new Channel(Number(process.env.SOR_CHANNEL_FD), {
    onEnd: () => process.exit(0),
    onFrame(header, body) {
      switch (header.type) {
        case 'hello': return channel.send('{"type":"ready","version":1')
        case 'shutdown': return process.exit(0)
        case 'ping': return channel.send(`{"type":"pong","token":${JSON.stringify(header.token)}`)
        case 'invoke': return invoke(header, body)
      }
    },
  })
  function invoke(header, body) {
    const context = { awsRequestId: header.context?.requestId, getRemainingTimeInMillis: () => header.deadline - Date.now() }
    const fail = (e) => channel.send(`{"type":"error","id":${header.id},"errorType":${JSON.stringify(e.name)},"errorMessage":${JSON.stringify(e.message)}`)
    const answer = (value) => channel.send(`{"type":"result","id":${header.id}`, JSON.stringify(value ?? null))
    try {
      const result = handler(JSON.parse(body), context)
      if (typeof result?.then === 'function') result.then(answer, fail)
      else answer(result)
    } catch (e) {
      fail(e)
    }
  }
}

module.exports = { run }

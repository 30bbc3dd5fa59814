'use strict'

const assert = require('node:assert/strict')
const test = require('node:test')
const { readyHandler } = require('./support/tasks.cjs')

const SHOW = 'exports.handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() })'

test('the context has what Lambda gives', async (t) => {
  const worker = await readyHandler(t, SHOW, {
    env: { AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/orders', AWS_LAMBDA_LOG_STREAM_NAME: '2026/01/01/[7]ab' },
  })
  const context = {
    requestId: 'id-1',
    tenantId: 'blue',
    identity: { cognitoIdentityId: 'c' },
    clientContext: { custom: { a: 1 } },
    function: { arn: 'arn:aws:lambda:eu-west-1:1:function:orders' },
  }

  const { remaining, ...value } = (await worker.answer(1, {}, { context, deadline: Date.now() + 60000 })).value

  assert.deepEqual(value, {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: '7',
    functionName: 'orders',
    memoryLimitInMB: '256',
    logGroupName: '/aws/lambda/orders',
    logStreamName: '2026/01/01/[7]ab',
    clientContext: { custom: { a: 1 } },
    identity: { cognitoIdentityId: 'c' },
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:1:function:orders',
    awsRequestId: 'id-1',
    tenantId: 'blue',
    sor: { attributes: {}, trace: {} },
  })
  assert.ok(remaining > 0 && remaining <= 60000, `${remaining}`)
})

test('what hello does not say of the function comes from the environment', async (t) => {
  const { startHandler } = require('./support/tasks.cjs')
  const worker = startHandler(t, { 'index.js': SHOW }, {
    env: { AWS_LAMBDA_FUNCTION_NAME: 'f', AWS_LAMBDA_FUNCTION_VERSION: '$LATEST', AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512' },
  })
  await worker.ready({ function: {} })

  const { functionName, functionVersion, memoryLimitInMB } = (await worker.answer(1, {})).value

  assert.deepEqual({ functionName, functionVersion, memoryLimitInMB }, { functionName: 'f', functionVersion: '$LATEST', memoryLimitInMB: '512' })
})

test('there is time left when no deadline is known, and none after the deadline', async (t) => {
  const worker = await readyHandler(t, SHOW)

  assert.equal((await worker.answer(1, {})).value.remaining, 86400000)
  assert.equal((await worker.answer(2, {}, { deadline: Date.now() - 1000 })).value.remaining, 0)
})

test('context.sor has what the stages noted', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async (event, context) => context.sor')
  const context = { invocationId: 'd-1', trigger: 'lambda', trace: { xray: 'Root=1' }, attributes: { jwt: { subject: 'me' } } }

  assert.deepEqual((await worker.answer(1, {}, { context })).value, {
    attributes: { jwt: { subject: 'me' } },
    invocationId: 'd-1',
    trigger: 'lambda',
    trace: { xray: 'Root=1' },
  })
})

test('the trace is in the environment while its event is served', async (t) => {
  const worker = await readyHandler(t, 'exports.handler = async () => process.env._X_AMZN_TRACE_ID')
  const traced = (xray) => ({ context: { trace: { xray } } })

  assert.equal((await worker.answer(1, {}, traced('Root=1-a'))).value, 'Root=1-a')
  assert.equal((await worker.answer(2, {}, traced('Root=1-b'))).value, 'Root=1-b')
  assert.equal((await worker.answer(3, {})).value, null)
  assert.equal((await worker.answer(4, {}, traced('Root=1-c'))).value, 'Root=1-c')
})

// The handler's second argument: Lambda's context object, made of an invoke frame.
'use strict'

// What getRemainingTimeInMillis() says where there is no deadline: a day, so that loops which watch it go on.
const NO_DEADLINE_MS = 86400000

/** What stays the same for all invocations: what hello says of the function, else what Lambda's environment says. */
function constantsOf(fromHello, environment) {
  return {
    functionName: fromHello?.name ?? environment.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: fromHello?.version ?? environment.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: fromHello?.memoryMb?.toString() ?? environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
  }
}

/** `facts` is the context of the frame. `done`, `succeed` and `fail` are Lambda's older ways to answer. */
function makeContext(constants, facts = {}, deadline, done, succeed, fail) {
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: constants.functionVersion,
    functionName: constants.functionName,
    memoryLimitInMB: constants.memoryLimitInMB,
    logGroupName: constants.logGroupName,
    logStreamName: constants.logStreamName,
    clientContext: facts.clientContext,
    identity: facts.identity,
    invokedFunctionArn: facts.function?.arn,
    awsRequestId: facts.requestId,
    tenantId: facts.tenantId,
    getRemainingTimeInMillis: () => (deadline === undefined ? NO_DEADLINE_MS : Math.max(0, deadline - Date.now())),
    done,
    succeed,
    fail,
    // What this runtime knows beyond Lambda's own context; attributes are what the stages around the handler noted.
    sor: {
      attributes: facts.attributes ?? {},
      invocationId: facts.invocationId,
      trigger: facts.trigger,
      trace: facts.trace ?? {},
    },
  }
}

module.exports = { constantsOf, makeContext }

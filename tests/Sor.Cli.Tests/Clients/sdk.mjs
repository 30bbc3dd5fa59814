// Calls the function of a running `sor dev` with the unmodified AWS SDK: node sdk.mjs ENDPOINT. One line of JSON per call.
import {
  GetFunctionCommand, GetFunctionConfigurationCommand, InvokeAsyncCommand, InvokeCommand, LambdaClient, ListFunctionsCommand, waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda';

const client = new LambdaClient({ endpoint: process.argv[2], region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' } });
const text = (bytes) => (bytes?.length ? Buffer.from(bytes).toString() : undefined);

async function call(name, command) {
  try {
    const answer = await client.send(command);
    console.log(JSON.stringify({
      name,
      status: answer.StatusCode ?? answer.Status,
      error: answer.FunctionError,
      payload: text(answer.Payload),
      version: answer.ExecutedVersion,
      hasLog: answer.LogResult ? Buffer.from(answer.LogResult, 'base64').toString().startsWith('START RequestId: ') : undefined,
    }));
  } catch (error) {
    console.log(JSON.stringify({ name, exception: error.name, status: error.$metadata?.httpStatusCode }));
  }
}

const invoke = (options) => new InvokeCommand({ FunctionName: 'hello', Payload: '{"name":"you"}', ...options });
await call('sync', invoke({}));
await call('tail', invoke({ LogType: 'Tail' }));
await call('arn', invoke({ FunctionName: 'arn:aws:lambda:us-east-1:123456789012:function:hello' }));
await call('error', invoke({ Payload: '5' }));
await call('event', invoke({ InvocationType: 'Event' }));
await call('dry run', invoke({ InvocationType: 'DryRun' }));
await call('deprecated', new InvokeAsyncCommand({ FunctionName: 'hello', InvokeArgs: '{"name":"you"}' }));
await call('no such function', invoke({ FunctionName: 'other' }));
await call('no such alias', invoke({ Qualifier: 'prod' }));
await call('no json', invoke({ Payload: '{' }));
await call('too large', invoke({ Payload: JSON.stringify('x'.repeat(6 * 1024 * 1024)) }));

const list = await client.send(new ListFunctionsCommand({}));
const configuration = await client.send(new GetFunctionConfigurationCommand({ FunctionName: 'hello' }));
const described = await client.send(new GetFunctionCommand({ FunctionName: 'hello' }));
const active = await waitUntilFunctionActiveV2({ client, maxWaitTime: 10 }, { FunctionName: 'hello' });
console.log(JSON.stringify({
  name: 'described', functions: list.Functions.map((each) => each.FunctionName), timeout: configuration.Timeout, state: described.Configuration.State, waited: active.state,
}));

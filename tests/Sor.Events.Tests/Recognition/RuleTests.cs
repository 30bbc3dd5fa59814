using System.Text;

namespace Sor.Events.Tests.Recognition;

/// <summary>Each rule by the least that it asks for, what only looks like it, and which of two rules wins.</summary>
public sealed class RuleTests
{
    private readonly EventDocument _document = new();

    [Theory]
    [InlineData("""{"requestContext":{"elb":{"targetGroupArn":"arn"}},"httpMethod":"GET","path":"/","headers":null}""", EventKind.Alb)]
    [InlineData("""{"requestContext":{"stage":"test"},"httpMethod":"GET","path":"x","headers":null,"resource":null}""", EventKind.RestV1)]
    [InlineData("""{"version":"1.0","requestContext":{"apiId":"a","protocol":"HTTP/1.1"},"httpMethod":"GET","path":"/beta/x"}""", EventKind.RestV1)]
    [InlineData("""{"version":"2.0","requestContext":{"http":{"method":"GET"}}}""", EventKind.HttpApiV2)]
    [InlineData("""{"requestContext":{"http":{"method":"GET"},"domainName":"api.example.com"}}""", EventKind.HttpApiV2)]
    [InlineData("""{"requestContext":{"http":{"method":"GET"},"domainName":"lambda-url.example.on.aws"}}""", EventKind.HttpApiV2)]
    [InlineData("""{"requestContext":{"http":{"method":"GET"},"domainName":"a.lambda-url.eu-west-1.on.aws.example.com"}}""", EventKind.HttpApiV2)]
    [InlineData("""{"requestContext":{"http":{"method":"GET"},"domainName":"a.lambda-url.cn-north-1.amazonaws.com.cn"}}""", EventKind.FunctionUrl)]
    [InlineData("""{"requestContext":{"connectionId":"a=","eventType":"CONNECT"},"headers":{}}""", EventKind.WebSocketConnect)]
    [InlineData("""{"requestContext":{"eventType":"MESSAGE","connectionId":"a="},"body":"hi"}""", EventKind.WebSocketMessage)]
    [InlineData("""{"requestContext":{"connectionId":"a=","eventType":"DISCONNECT"}}""", EventKind.WebSocketDisconnect)]
    [InlineData("""{"version":"2.0","method":"GET","path":"/","requestContext":{"serviceNetworkArn":"arn"}}""", EventKind.VpcLatticeV2)]
    [InlineData("""{"version":"2.0","method":"GET","path":"/","requestContext":{"serviceArn":"arn"}}""", EventKind.VpcLatticeV2)]
    [InlineData("""{"raw_path":"/","method":"GET"}""", EventKind.VpcLatticeV1)]
    [InlineData("""{"raw_path":"/","method":"GET","requestContext":null}""", EventKind.VpcLatticeV1)]
    [InlineData("""{"authorizationToken":"t","requestContext":{"apiId":"a","queryString":"query { x }"}}""", EventKind.AppSyncAuthorizer)]
    [InlineData("""{"authorizationToken":"t","requestContext":{"apiId":"a","operation":"EVENT_CONNECT","channel":null}}""", EventKind.AppSyncAuthorizer)]
    [InlineData("""{"requestContext":{"functionArn":"arn","condition":"Success"},"requestPayload":null}""", EventKind.LambdaDestination)]
    [InlineData("""{"type":"TOKEN","methodArn":"arn","authorizationToken":"t"}""", EventKind.ApiGatewayAuthorizerToken)]
    public void A_request_is_known_by_the_least_that_it_has(string json, EventKind kind) => AssertKind(json, kind);

    [Theory]
    [InlineData("""{"Records":[{"cf":{"config":{},"request":{}}}]}""", EventKind.LambdaEdge)]
    [InlineData("""{"Records":[{"cf":{"response":{}}}]}""", EventKind.LambdaEdge)]
    [InlineData("""{"Records":[{"EventSource":"aws:sns","Sns":{}}]}""", EventKind.Sns)]
    [InlineData("""{"Records":[{"eventSource":"aws:s3"}]}""", EventKind.S3)]
    [InlineData("""{"EventName":"s3:ObjectCreated:Put","Key":"b/k","Records":[{"eventSource":"minio:s3","s3":{}}]}""", EventKind.S3)]
    [InlineData("""{"Records":[{"s3":{"bucket":{"name":"b"}}}]}""", EventKind.S3)]
    [InlineData("""{"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"b"}""", EventKind.S3)]
    [InlineData("""{"Records":[{"eventSource":"aws:dynamodb"}],"window":{},"state":{}}""", EventKind.DynamoDb)]
    [InlineData("""{"Records":[{"eventSource":"aws:kinesis"}]}""", EventKind.Kinesis)]
    [InlineData("""{"Records":[{"eventSource":"aws:ses"}]}""", EventKind.Ses)]
    [InlineData("""{"Records":[{"eventSource":"aws:codecommit"}]}""", EventKind.CodeCommit)]
    [InlineData("""{"eventSource":"aws:kafka","records":{}}""", EventKind.Msk)]
    [InlineData("""{"eventSource":"aws:SelfManagedKafka","records":{}}""", EventKind.SelfManagedKafka)]
    [InlineData("""{"eventSource":"SelfManagedKafka","records":{}}""", EventKind.SelfManagedKafka)]
    [InlineData("""{"eventSource":"aws:mq"}""", EventKind.ActiveMq)]
    [InlineData("""{"eventSource":"aws:amq"}""", EventKind.ActiveMq)]
    [InlineData("""{"eventSource":"aws:rmq"}""", EventKind.RabbitMq)]
    [InlineData("""{"eventSource":"aws:docdb"}""", EventKind.DocumentDb)]
    [InlineData("""{"deliveryStreamArn":"arn","records":[]}""", EventKind.Firehose)]
    [InlineData("""{"applicationArn":"arn","records":[],"streamArn":"arn"}""", EventKind.KinesisAnalyticsInput)]
    [InlineData("""{"applicationArn":"arn","records":[]}""", EventKind.KinesisAnalyticsOutput)]
    [InlineData("""{"awslogs":{"data":""}}""", EventKind.CloudWatchLogs)]
    [InlineData("""{"detail-type":"x","source":"y"}""", EventKind.EventBridge)]
    [InlineData("""{"detail-type":"Scheduled Event","source":"aws.scheduler","detail":"{}","resources":[]}""", EventKind.EventBridge)]
    [InlineData("""{"alarmArn":"arn","alarmData":{}}""", EventKind.CloudWatchAlarm)]
    public void A_delivery_is_known_by_the_least_that_it_has(string json, EventKind kind) => AssertKind(json, kind);

    [Theory]
    [InlineData("""{"triggerSource":"PreSignUp_SignUp","userPoolId":"p"}""", EventKind.CognitoUserPool)]
    [InlineData("""{"identityPoolId":"p","datasetName":"d","version":2}""", EventKind.CognitoSync)]
    [InlineData("""{"CodePipeline.job":{}}""", EventKind.CodePipelineJob)]
    [InlineData("""{"LifecycleEventHookExecutionId":"x","DeploymentId":"d"}""", EventKind.CodeDeployHook)]
    [InlineData("""{"configRuleName":"r","invokingEvent":"{}"}""", EventKind.Config)]
    [InlineData("""{"RequestType":"Create","LogicalResourceId":"r","ResponseURL":"https://x"}""", EventKind.CloudFormation)]
    [InlineData("""{"RequestType":"Create","LogicalResourceId":"r"}""", EventKind.CloudFormationProvider)]
    [InlineData("""{"invocationSchemaVersion":"2.0","tasks":[]}""", EventKind.S3Batch)]
    [InlineData("""{"xAmzRequestId":"x","userRequest":{},"getObjectContext":{}}""", EventKind.S3ObjectLambdaGet)]
    [InlineData("""{"xAmzRequestId":"x","userRequest":{},"headObjectContext":{}}""", EventKind.S3ObjectLambdaHead)]
    [InlineData("""{"xAmzRequestId":"x","userRequest":{},"listObjectsContext":{}}""", EventKind.S3ObjectLambdaList)]
    [InlineData("""{"xAmzRequestId":"x","userRequest":{},"listObjectsV2Context":{}}""", EventKind.S3ObjectLambdaListV2)]
    [InlineData("""{"agent":{},"actionGroup":"g","apiPath":"/x"}""", EventKind.BedrockAgentApi)]
    [InlineData("""{"agent":{},"actionGroup":"g","function":"f"}""", EventKind.BedrockAgentFunction)]
    [InlineData("""{"bot":{},"sessionState":{}}""", EventKind.LexV2)]
    [InlineData("""{"bot":{},"currentIntent":{}}""", EventKind.LexV1)]
    [InlineData("""{"Details":{"ContactData":{}}}""", EventKind.Connect)]
    [InlineData("""{"Step":"createSecret","SecretId":"arn"}""", EventKind.SecretsManager)]
    [InlineData("""{"directive":{"header":{}}}""", EventKind.AlexaSmartHome)]
    [InlineData("""{"header":{"namespace":"Alexa.ConnectedHome.Control"},"payload":{}}""", EventKind.AlexaSmartHome)]
    [InlineData("""{"request":{"type":"LaunchRequest"},"session":{}}""", EventKind.AlexaSkill)]
    [InlineData("""{"request":{"type":"AudioPlayer.PlaybackStarted"},"context":{"System":{}}}""", EventKind.AlexaSkill)]
    [InlineData("""{"info":{"fieldName":"f"},"arguments":{}}""", EventKind.AppSyncResolver)]
    [InlineData("""{"typeName":"Query","fieldName":"f","arguments":{}}""", EventKind.AppSyncResolver)]
    [InlineData("""{"parentTypeName":"Post","fieldName":"f","arguments":{},"source":{},"request":{"headers":{}}}""", EventKind.AppSyncResolver)]
    [InlineData("""{"info":{"channel":{"path":"/a"},"operation":"SUBSCRIBE"},"events":null}""", EventKind.AppSyncEvents)]
    [InlineData("""{"serialNumber":"s","clickType":"SINGLE"}""", EventKind.IotButton)]
    [InlineData("""{"deviceEvent":{},"placementInfo":{}}""", EventKind.IotOneClick)]
    [InlineData("""{"protocolData":{},"signatureVerified":false}""", EventKind.IotCustomAuth)]
    [InlineData("""{"claimCertificateId":"c","templateArn":"arn"}""", EventKind.IotPreprovision)]
    [InlineData("""{"connection-id":"c","endpoint-id":"e"}""", EventKind.ClientVpn)]
    [InlineData("""{"summaryVersion":"2019-07-28","envelope":{}}""", EventKind.WorkMail)]
    [InlineData("""{"labelingJobArn":"arn"}""", EventKind.GroundTruth)]
    [InlineData("""{"widgetContext":{}}""", EventKind.CloudWatchWidget)]
    [InlineData("""{"Sender":{},"Discussion":{},"InboundHttpsEndpoint":{}}""", EventKind.ChimeBot)]
    public void Other_calls_are_known_by_the_least_that_they_have(string json, EventKind kind) => AssertKind(json, kind);

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s","type":"t"}""", EventKind.CloudEvent)]
    [InlineData("""{"eventType":"t","eventTime":"now","topic":"/t"}""", EventKind.EventGrid)]
    [InlineData("""[{"eventType":"t","eventTime":"now","subject":"/s"}]""", EventKind.EventGrid)]
    [InlineData("""{"context":{"eventId":"1","timestamp":"t","eventType":"google.storage.object.finalize"},"data":{}}""", EventKind.GcfLegacy)]
    [InlineData("""{"eventId":"1","timestamp":"t","eventType":"providers/cloud.firestore/eventTypes/document.write","data":null}""", EventKind.GcfLegacy)]
    [InlineData("""{"subscription":"projects/p/subscriptions/s","message":{"messageId":"1"}}""", EventKind.PubSubPush)]
    [InlineData("""{"Data":{"req":{"Url":"http://x/","Method":"GET"}},"Metadata":{}}""", EventKind.AzureHttp)]
    [InlineData("""{"Data":{"item":"\"text\""},"Metadata":{}}""", EventKind.AzureTrigger)]
    [InlineData("""{"__ow_method":"get","__ow_headers":{},"__ow_path":""}""", EventKind.OpenWhiskWeb)]
    public void Events_of_other_providers_are_known_by_the_least_that_they_have(string json, EventKind kind) => AssertKind(json, kind);

    [Theory]
    [InlineData("""[{"specversion":"1.0"},{"specversion":"1.0"}]""", EventKind.CloudEventBatch)]
    [InlineData("""[{"eventSource":"aws:sqs","body":"x"},{"eventSource":"aws:sqs","body":"y"}]""", EventKind.PipesBatch)]
    [InlineData("""[{"eventSource":"aws:dynamodb","dynamodb":{}}]""", EventKind.PipesBatch)]
    [InlineData("""[{"eventSource":"SelfManagedKafka","value":"eA=="}]""", EventKind.PipesBatch)]
    [InlineData("""[{"info":{"fieldName":"f"}},{"info":{"fieldName":"f"}}]""", EventKind.AppSyncBatch)]
    [InlineData("""[{"info":{},"arguments":{}}]""", EventKind.AppSyncBatch)]
    [InlineData("""[{"specversion":"1.0"},{"id":"1"}]""", EventKind.Raw)]
    [InlineData("""[{"specversion":"1.0"},3]""", EventKind.Raw)]
    [InlineData("""[{"eventSource":"shop"}]""", EventKind.Raw)]
    [InlineData("""[[{"specversion":"1.0"}]]""", EventKind.Raw)]
    [InlineData("""[null]""", EventKind.Raw)]
    public void An_array_is_what_all_of_its_elements_are(string json, EventKind kind) => AssertKind(json, kind);

    [Theory]

    // An authorizer's question is a request with a few members more.
    [InlineData("""{"version":"2.0","type":"REQUEST","routeArn":"arn","requestContext":{"http":{"method":"GET"}}}""", EventKind.ApiGatewayAuthorizerV2)]
    [InlineData("""{"type":"REQUEST","methodArn":"arn","httpMethod":"GET","requestContext":{"stage":"test"}}""", EventKind.ApiGatewayAuthorizerRequest)]
    [InlineData("""{"version":"1.0","type":"REQUEST","methodArn":"arn","httpMethod":"GET","requestContext":{"apiId":"a"}}""", EventKind.ApiGatewayAuthorizerRequest)]
    [InlineData("""{"type":"REQUEST","methodArn":"arn","requestContext":{"connectionId":"a=","eventType":"CONNECT"}}""", EventKind.ApiGatewayAuthorizerRequest)]

    [InlineData("""{"type":"REQUEST","methodArn":"arn","resource":"/x","httpMethod":"GET","requestContext":{"connectionId":"a=","eventType":"CONNECT","http":{}}}""", EventKind.ApiGatewayAuthorizerRequest)]

    // What opens a WebSocket may have the members of a REST API's request.
    [InlineData("""{"resource":"/{proxy+}","httpMethod":"POST","requestContext":{"httpMethod":"POST","connectionId":"a=","eventType":"CONNECT","messageId":null}}""", EventKind.WebSocketConnect)]

    // A load balancer's request has the members of a REST API's.
    [InlineData("""{"requestContext":{"elb":{},"http":{}},"httpMethod":"GET"}""", EventKind.Alb)]

    // A CloudEvent may have any member besides.
    [InlineData("""{"requestContext":{"elb":{}},"specversion":"1.0","id":"1","source":"/s","type":"t","Records":[{"eventSource":"aws:sqs"}]}""", EventKind.CloudEvent)]

    // A payload is somebody else's: what it looks like does not matter.
    [InlineData("""{"requestContext":{"functionArn":"arn","condition":"Success"},"requestPayload":{"Records":[{"eventSource":"aws:sqs"}]},"responsePayload":{"httpMethod":"GET"}}""", EventKind.LambdaDestination)]
    [InlineData("""{"detail-type":"t","source":"s","detail":{"specversion":"1.0","requestContext":{"elb":{}}}}""", EventKind.EventBridge)]
    [InlineData("""{"requestContext":{"stage":"prod"},"httpMethod":"POST","body":"{}","Records":[{"eventSource":"aws:sqs"}]}""", EventKind.RestV1)]

    // A context that is no request's does not hide what else there is.
    [InlineData("""{"requestContext":{"user":"me"},"Records":[{"eventSource":"aws:sqs"}]}""", EventKind.Sqs)]
    [InlineData("""{"Records":[{"eventSource":"shop"}],"detail-type":"t","source":"s"}""", EventKind.EventBridge)]
    [InlineData("""{"eventSource":"shop","awslogs":{"data":""}}""", EventKind.CloudWatchLogs)]

    // A resolver's request has headers, a skill's a type.
    [InlineData("""{"request":{"headers":{}},"info":{"fieldName":"f"},"identity":null}""", EventKind.AppSyncResolver)]
    [InlineData("""{"messageVersion":"1.0","bot":{},"sessionState":{},"currentIntent":{}}""", EventKind.LexV2)]
    public void The_more_telling_rule_wins(string json, EventKind kind) => AssertKind(json, kind);

    [Theory]
    [InlineData("""{"requestContext":{"HTTP":{}}}""")]
    [InlineData("""{"RequestContext":{"http":{}}}""")]
    [InlineData("""{"requestContext":{"connectionId":"a=","eventType":"connect"}}""")]
    [InlineData("""{"requestContext":{"connectionId":"a="}}""")]
    [InlineData("""{"requestContext":"{\"http\":{}}"}""")]
    [InlineData("""{"requestContext":{},"method":"GET","path":"/","version":"2.0"}""")]
    [InlineData("""{"httpMethod":"GET","path":"/"}""")]
    [InlineData("""{"raw_path":"/"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/s"}""")]
    [InlineData("""{"specversion":1.0,"id":"1","source":"/s","type":"t"}""")]
    [InlineData("""{"records":[{"eventSource":"aws:sqs"}]}""")]
    [InlineData("""{"Records":{"eventSource":"aws:sqs"}}""")]
    [InlineData("""{"Records":[null,{"eventSource":"aws:sqs"}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:sns"}]}""")]
    [InlineData("""{"Records":[{"eventSource":"AWS:SQS"}]}""")]
    [InlineData("""{"Records":[]}""")]
    [InlineData("""{"body":"{\"Records\":[{\"eventSource\":\"aws:sqs\"}]}"}""")]
    [InlineData("""{"detail":{"detail-type":"t","source":"s"}}""")]
    [InlineData("""{"detail-type":"t"}""")]
    [InlineData("""{"awslogs":"text"}""")]
    [InlineData("""{"type":"TOKEN"}""")]
    [InlineData("""{"type":"REQUEST","methodArn":"arn"}""")]
    [InlineData("""{"agent":{},"actionGroup":"g"}""")]
    [InlineData("""{"bot":"me","sessionState":{}}""")]
    [InlineData("""{"directive":"go left"}""")]
    [InlineData("""{"header":{"namespace":"shop"}}""")]
    [InlineData("""{"request":{"type":"order"}}""")]
    [InlineData("""{"typeName":"Query","fieldName":"f"}""")]
    [InlineData("""{"RequestType":"Create"}""")]
    [InlineData("""{"Service":"Amazon S3","Event":"s3:ObjectCreated:Put"}""")]
    [InlineData("""{"message":{"messageId":"1"}}""")]
    [InlineData("""{"Data":[],"Metadata":{}}""")]
    [InlineData("""{"eventType":"t","eventTime":"now"}""")]
    [InlineData("""{"eventType":"THING_EVENT","eventId":"1","timestamp":1234567890123,"operation":"CREATED","thingName":"t"}""")]
    [InlineData("""{"username":"u","password":"p","protocol":"SFTP","serverId":"s-1","sourceIp":"203.0.113.1"}""")]
    [InlineData("""{"version":"2017-02-28","operation":"Invoke","payload":{"arguments":{}}}""")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("\"Records\"")]
    public void What_only_looks_like_an_event_is_raw(string json) => AssertKind(json, EventKind.Raw);

    private void AssertKind(string json, EventKind kind)
    {
        _document.Load(Encoding.UTF8.GetBytes(json));

        Assert.Equal(kind, _document.Kind);
    }
}

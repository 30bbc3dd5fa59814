using System.Text;

namespace Sor.Events;

/// <summary>The kinds by name, and by which members each is known.</summary>
public static class EventKinds
{
    private static readonly EventKindInfo[] s_all = Create();

    /// <summary>All kinds, in the order of <see cref="EventKind"/> but with <see cref="EventKind.Raw"/> last.</summary>
    public static ReadOnlySpan<EventKindInfo> All => s_all;

    /// <summary>The kind's name as configuration, context and tools write it: <c>http-api-v2</c>.</summary>
    public static string Name(EventKind kind) => Info(kind).Name;

    /// <summary>The same with quotes, in UTF-8, as JSON has it.</summary>
    internal static ReadOnlySpan<byte> QuotedName(EventKind kind) => Info(kind).QuotedName;

    /// <summary>All that is known about a kind.</summary>
    public static EventKindInfo Info(EventKind kind) => s_all[kind == EventKind.Raw ? ^1 : (int)kind - 1];

    /// <summary>The kind of this name; null when there is none.</summary>
    public static EventKind? Parse(ReadOnlySpan<char> name)
    {
        foreach (var info in s_all)
        {
            if (name.SequenceEqual(info.Name))
                return info.Kind;
        }

        return null;
    }

    private static EventKindInfo[] Create() =>
    [
        Http(EventKind.RestV1, "rest-v1", "requestContext (object) and httpMethod; an HTTP API with payload 1.0 says version \"1.0\""),
        Http(EventKind.HttpApiV2, "http-api-v2", "requestContext.http, and requestContext.domainName is no Function URL's"),
        Http(EventKind.FunctionUrl, "function-url", "requestContext.http, and requestContext.domainName is *.lambda-url.*.on.aws"),
        Http(EventKind.Alb, "alb", "requestContext.elb"),
        Http(EventKind.VpcLatticeV1, "vpc-lattice-v1", "raw_path and method, no requestContext"),
        Http(EventKind.VpcLatticeV2, "vpc-lattice-v2", "requestContext.serviceArn or .serviceNetworkArn, method, path and version \"2.0\""),
        Other(EventKind.WebSocketConnect, "websocket-connect", "requestContext.connectionId, and .eventType is CONNECT"),
        Other(EventKind.WebSocketMessage, "websocket-message", "requestContext.connectionId, and .eventType is MESSAGE"),
        Other(EventKind.WebSocketDisconnect, "websocket-disconnect", "requestContext.connectionId, and .eventType is DISCONNECT"),
        Other(EventKind.ApiGatewayAuthorizerToken, "apigw-authorizer-token", "type is TOKEN, and methodArn"),
        Other(EventKind.ApiGatewayAuthorizerRequest, "apigw-authorizer-request", "requestContext, methodArn, and type is REQUEST"),
        Other(EventKind.ApiGatewayAuthorizerV2, "apigw-authorizer-v2", "requestContext and routeArn"),
        Records(EventKind.S3, "s3", "Records[0].eventSource is aws:s3, or Records[0].s3 (object); or Service is Amazon S3 and Event is s3:TestEvent"),
        Records(EventKind.Sns, "sns", "Records[0].EventSource (capital E) is aws:sns"),
        Records(EventKind.Sqs, "sqs", "Records[0].eventSource is aws:sqs"),
        Records(EventKind.DynamoDb, "dynamodb", "Records[0].eventSource is aws:dynamodb"),
        Records(EventKind.Kinesis, "kinesis", "Records[0].eventSource is aws:kinesis"),
        Records(EventKind.Firehose, "firehose", "records and deliveryStreamArn"),
        Records(EventKind.KinesisAnalyticsInput, "kinesis-analytics-input", "records, applicationArn and streamArn"),
        Records(EventKind.KinesisAnalyticsOutput, "kinesis-analytics-output", "records and applicationArn, no streamArn"),
        Other(EventKind.EventBridge, "eventbridge", "detail-type and source"),
        Records(EventKind.CloudWatchLogs, "cloudwatch-logs", "awslogs"),
        Other(EventKind.CloudWatchAlarm, "cloudwatch-alarm", "alarmData and alarmArn"),
        Other(EventKind.CloudWatchWidget, "cloudwatch-widget", "widgetContext"),
        Records(EventKind.Msk, "msk", "eventSource is aws:kafka"),
        Records(EventKind.SelfManagedKafka, "self-managed-kafka", "eventSource is aws:SelfManagedKafka or SelfManagedKafka"),
        Records(EventKind.ActiveMq, "activemq", "eventSource is aws:mq or aws:amq"),
        Records(EventKind.RabbitMq, "rabbitmq", "eventSource is aws:rmq"),
        Records(EventKind.DocumentDb, "documentdb", "eventSource is aws:docdb"),
        Records(EventKind.Ses, "ses", "Records[0].eventSource is aws:ses"),
        Records(EventKind.CodeCommit, "codecommit", "Records[0].eventSource is aws:codecommit"),
        Other(EventKind.CodePipelineJob, "codepipeline-job", "\"CodePipeline.job\""),
        Other(EventKind.CodeDeployHook, "codedeploy-hook", "LifecycleEventHookExecutionId"),
        Other(EventKind.CognitoUserPool, "cognito-userpool", "triggerSource and userPoolId"),
        Other(EventKind.CognitoSync, "cognito-sync", "identityPoolId and datasetName"),
        Other(EventKind.Config, "config", "configRuleName and invokingEvent"),
        Other(EventKind.CloudFormation, "cloudformation", "RequestType, LogicalResourceId and ResponseURL"),
        Other(EventKind.CloudFormationProvider, "cloudformation-provider", "RequestType and LogicalResourceId, no ResponseURL"),
        Records(EventKind.S3Batch, "s3-batch", "invocationSchemaVersion and tasks"),
        Other(EventKind.S3ObjectLambdaGet, "s3-object-lambda-get", "xAmzRequestId, userRequest and getObjectContext"),
        Other(EventKind.S3ObjectLambdaHead, "s3-object-lambda-head", "xAmzRequestId, userRequest and headObjectContext"),
        Other(EventKind.S3ObjectLambdaList, "s3-object-lambda-list", "xAmzRequestId, userRequest and listObjectsContext"),
        Other(EventKind.S3ObjectLambdaListV2, "s3-object-lambda-list-v2", "xAmzRequestId, userRequest and listObjectsV2Context"),
        Http(EventKind.LambdaEdge, "lambda-edge", "Records[0].cf (object)"),
        Other(EventKind.LambdaDestination, "lambda-destination", "requestContext.functionArn, requestContext.condition and requestPayload"),
        Other(EventKind.LexV1, "lex-v1", "bot and currentIntent"),
        Other(EventKind.LexV2, "lex-v2", "bot and sessionState"),
        Other(EventKind.Connect, "connect", "Details.ContactData"),
        Other(EventKind.SecretsManager, "secretsmanager", "Step and SecretId"),
        Other(EventKind.AlexaSkill, "alexa-skill", "request.type, and session or context.System"),
        Other(EventKind.AlexaSmartHome, "alexa-smart-home", "directive; or header.namespace begins with Alexa"),
        Other(EventKind.BedrockAgentApi, "bedrock-agent-api", "agent, actionGroup and apiPath"),
        Other(EventKind.BedrockAgentFunction, "bedrock-agent-function", "agent, actionGroup and function"),
        Other(EventKind.AppSyncResolver, "appsync-resolver", "info.fieldName; or typeName (or parentTypeName), fieldName and arguments"),
        Records(EventKind.AppSyncBatch, "appsync-batch", "an array whose elements are appsync-resolver, or have info (object) and arguments"),
        Other(EventKind.AppSyncAuthorizer, "appsync-authorizer", "authorizationToken, requestContext.apiId, and .queryString or .operation"),
        Other(EventKind.AppSyncEvents, "appsync-events", "info.channel and info.operation"),
        Other(EventKind.IotButton, "iot-button", "serialNumber and clickType"),
        Other(EventKind.IotOneClick, "iot-1-click", "deviceEvent and placementInfo"),
        Other(EventKind.IotCustomAuth, "iot-custom-auth", "protocolData and signatureVerified"),
        Other(EventKind.IotPreprovision, "iot-preprovision", "claimCertificateId and templateArn"),
        Other(EventKind.ClientVpn, "client-vpn", "connection-id and endpoint-id"),
        Other(EventKind.WorkMail, "workmail", "summaryVersion and envelope"),
        Other(EventKind.GroundTruth, "ground-truth", "labelingJobArn"),
        Other(EventKind.ChimeBot, "chime-bot", "Sender, Discussion and InboundHttpsEndpoint"),
        Other(EventKind.CloudEvent, "cloudevent", "specversion, id, source and type"),
        Records(EventKind.CloudEventBatch, "cloudevent-batch", "an array whose elements have specversion"),
        Records(EventKind.EventGrid, "event-grid", "eventType, eventTime, and topic or subject, alone or in an array"),
        Other(EventKind.GcfLegacy, "gcf-legacy", "eventType, eventId and timestamp, at the root or in context, and data"),
        Other(EventKind.PubSubPush, "pubsub-push", "subscription and message.messageId"),
        Records(EventKind.PipesBatch, "pipes-batch", "an array whose elements have an eventSource of their own"),
        Http(EventKind.AzureHttp, "azure-http", "Data and Metadata, and one member of Data has Url and Method"),
        Other(EventKind.AzureTrigger, "azure-trigger", "Data and Metadata, otherwise"),
        Http(EventKind.OpenWhiskWeb, "openwhisk-web", "__ow_method and __ow_headers"),
        Other(EventKind.Raw, "raw", "anything else"),
    ];

    private static EventKindInfo Http(EventKind kind, string name, string rule) => new(kind, name, rule, IsHttp: true, HasRecords: false);

    private static EventKindInfo Records(EventKind kind, string name, string rule) => new(kind, name, rule, IsHttp: false, HasRecords: true);

    private static EventKindInfo Other(EventKind kind, string name, string rule) => new(kind, name, rule, IsHttp: false, HasRecords: false);
}

/// <summary>What is known about a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Name">How it is written.</param>
/// <param name="Rule">The members by which it is known, for people.</param>
/// <param name="IsHttp">Whether it is an HTTP request.</param>
/// <param name="HasRecords">Whether it carries any number of events at once.</param>
public sealed record EventKindInfo(EventKind Kind, string Name, string Rule, bool IsHttp, bool HasRecords)
{
    internal byte[] QuotedName { get; } = Encoding.UTF8.GetBytes($"\"{Name}\"");
}

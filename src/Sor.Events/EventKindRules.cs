namespace Sor.Events;

/// <summary>By which members each kind is known, for people: what <see cref="Recognition.EventRecognizer"/> does, in words.</summary>
public static class EventKindRules
{
    /// <summary>All kinds in the order of <see cref="EventKind"/>, but with <see cref="EventKind.Raw"/> last.</summary>
    public static IEnumerable<EventKind> All
    {
        get
        {
            for (var kind = EventKind.Raw + 1; kind <= EventKind.OpenWhiskWeb; kind++)
                yield return kind;
            yield return EventKind.Raw;
        }
    }

    /// <summary>The members by which a kind is known.</summary>
    public static string Of(EventKind kind) => kind switch
    {
        EventKind.RestV1 => "requestContext (object) and httpMethod; an HTTP API with payload 1.0 says version \"1.0\"",
        EventKind.HttpApiV2 => "requestContext.http, and requestContext.domainName is no Function URL's",
        EventKind.FunctionUrl => "requestContext.http, and requestContext.domainName is *.lambda-url.*.on.aws",
        EventKind.Alb => "requestContext.elb",
        EventKind.VpcLatticeV1 => "raw_path and method, no requestContext",
        EventKind.VpcLatticeV2 => "requestContext.serviceArn or .serviceNetworkArn, method, path and version \"2.0\"",
        EventKind.WebSocketConnect => "requestContext.connectionId, and .eventType is CONNECT",
        EventKind.WebSocketMessage => "requestContext.connectionId, and .eventType is MESSAGE",
        EventKind.WebSocketDisconnect => "requestContext.connectionId, and .eventType is DISCONNECT",
        EventKind.ApiGatewayAuthorizerToken => "type is TOKEN, and methodArn",
        EventKind.ApiGatewayAuthorizerRequest => "requestContext, methodArn, and type is REQUEST",
        EventKind.ApiGatewayAuthorizerV2 => "requestContext and routeArn",
        EventKind.S3 => "Records[0].eventSource is aws:s3, or Records[0].s3 (object); or Service is Amazon S3 and Event is s3:TestEvent",
        EventKind.Sns => "Records[0].EventSource (capital E) is aws:sns",
        EventKind.Sqs => "Records[0].eventSource is aws:sqs",
        EventKind.DynamoDb => "Records[0].eventSource is aws:dynamodb",
        EventKind.Kinesis => "Records[0].eventSource is aws:kinesis",
        EventKind.Firehose => "records and deliveryStreamArn",
        EventKind.KinesisAnalyticsInput => "records, applicationArn and streamArn",
        EventKind.KinesisAnalyticsOutput => "records and applicationArn, no streamArn",
        EventKind.EventBridge => "detail-type and source",
        EventKind.CloudWatchLogs => "awslogs",
        EventKind.CloudWatchAlarm => "alarmData and alarmArn",
        EventKind.CloudWatchWidget => "widgetContext",
        EventKind.Msk => "eventSource is aws:kafka",
        EventKind.SelfManagedKafka => "eventSource is aws:SelfManagedKafka or SelfManagedKafka",
        EventKind.ActiveMq => "eventSource is aws:mq or aws:amq",
        EventKind.RabbitMq => "eventSource is aws:rmq",
        EventKind.DocumentDb => "eventSource is aws:docdb",
        EventKind.Ses => "Records[0].eventSource is aws:ses",
        EventKind.CodeCommit => "Records[0].eventSource is aws:codecommit",
        EventKind.CodePipelineJob => "\"CodePipeline.job\"",
        EventKind.CodeDeployHook => "LifecycleEventHookExecutionId",
        EventKind.CognitoUserPool => "triggerSource and userPoolId",
        EventKind.CognitoSync => "identityPoolId and datasetName",
        EventKind.Config => "configRuleName and invokingEvent",
        EventKind.CloudFormation => "RequestType, LogicalResourceId and ResponseURL",
        EventKind.CloudFormationProvider => "RequestType and LogicalResourceId, no ResponseURL",
        EventKind.S3Batch => "invocationSchemaVersion and tasks",
        EventKind.S3ObjectLambdaGet => "xAmzRequestId, userRequest and getObjectContext",
        EventKind.S3ObjectLambdaHead => "xAmzRequestId, userRequest and headObjectContext",
        EventKind.S3ObjectLambdaList => "xAmzRequestId, userRequest and listObjectsContext",
        EventKind.S3ObjectLambdaListV2 => "xAmzRequestId, userRequest and listObjectsV2Context",
        EventKind.LambdaEdge => "Records[0].cf (object)",
        EventKind.LambdaDestination => "requestContext.functionArn, requestContext.condition and requestPayload",
        EventKind.LexV1 => "bot and currentIntent",
        EventKind.LexV2 => "bot and sessionState",
        EventKind.Connect => "Details.ContactData",
        EventKind.SecretsManager => "Step and SecretId",
        EventKind.AlexaSkill => "request.type, and session or context.System",
        EventKind.AlexaSmartHome => "directive; or header.namespace begins with Alexa",
        EventKind.BedrockAgentApi => "agent, actionGroup and apiPath",
        EventKind.BedrockAgentFunction => "agent, actionGroup and function",
        EventKind.AppSyncResolver => "info.fieldName; or typeName (or parentTypeName), fieldName and arguments",
        EventKind.AppSyncBatch => "an array whose elements are appsync-resolver, or have info (object) and arguments",
        EventKind.AppSyncAuthorizer => "authorizationToken, requestContext.apiId, and .queryString or .operation",
        EventKind.AppSyncEvents => "info.channel and info.operation",
        EventKind.IotButton => "serialNumber and clickType",
        EventKind.IotOneClick => "deviceEvent and placementInfo",
        EventKind.IotCustomAuth => "protocolData and signatureVerified",
        EventKind.IotPreprovision => "claimCertificateId and templateArn",
        EventKind.ClientVpn => "connection-id and endpoint-id",
        EventKind.WorkMail => "summaryVersion and envelope",
        EventKind.GroundTruth => "labelingJobArn",
        EventKind.ChimeBot => "Sender, Discussion and InboundHttpsEndpoint",
        EventKind.CloudEvent => "specversion, id, source and type",
        EventKind.CloudEventBatch => "an array whose elements have specversion",
        EventKind.EventGrid => "eventType, eventTime, and topic or subject, alone or in an array",
        EventKind.GcfLegacy => "eventType, eventId and timestamp, at the root or in context, and data",
        EventKind.PubSubPush => "subscription and message.messageId",
        EventKind.PipesBatch => "an array whose elements have an eventSource of their own",
        EventKind.AzureHttp => "Data and Metadata, and one member of Data has Url and Method",
        EventKind.AzureTrigger => "Data and Metadata, otherwise",
        EventKind.OpenWhiskWeb => "__ow_method and __ow_headers",
        _ => "anything else",
    };
}

using Sor.Events.Json;

namespace Sor.Events.Recognition;

/// <summary>Events that are known by the members of their root.</summary>
internal static class RootRules
{
    internal static EventKind Recognize(EventDocument e)
    {
        var kind = OfDelivery(e);
        if (kind == EventKind.Raw)
            kind = OfManagement(e);
        if (kind == EventKind.Raw)
            kind = OfConversation(e);
        if (kind == EventKind.Raw)
            kind = OfDevice(e);
        return kind == EventKind.Raw ? OfOtherProvider(e) : kind;
    }

    internal static bool IsEventGrid(JsonValue value) =>
        value.Get("eventType"u8).IsString && value.Get("eventTime"u8).IsString && (value.Get("topic"u8).IsString || value.Get("subject"u8).IsString);

    internal static bool IsResolver(JsonValue value) =>
        value.Get("info"u8).Get("fieldName"u8).IsString
        || ((value.Get("typeName"u8).IsString || value.Get("parentTypeName"u8).IsString) && value.Get("fieldName"u8).IsString && value.Get("arguments"u8).IsObject);

    private static EventKind OfDelivery(EventDocument e)
    {
        if (e.Member("records"u8).IsArray && e.Member("deliveryStreamArn"u8).IsString)
            return EventKind.Firehose;
        if (e.Member("records"u8).IsArray && e.Member("applicationArn"u8).IsString)
            return e.Member("streamArn"u8).IsString ? EventKind.KinesisAnalyticsInput : EventKind.KinesisAnalyticsOutput;
        if (e.Member("awslogs"u8).IsObject)
            return EventKind.CloudWatchLogs;
        if (e.Member("detail-type"u8).IsString && e.Member("source"u8).IsString)
            return EventKind.EventBridge;
        if (e.Member("alarmData"u8).IsObject && e.Member("alarmArn"u8).IsString)
            return EventKind.CloudWatchAlarm;
        return e.Member("Service"u8).Is("Amazon S3"u8) && e.Member("Event"u8).Is("s3:TestEvent"u8) ? EventKind.S3 : EventKind.Raw;
    }

    private static EventKind OfManagement(EventDocument e)
    {
        if (e.Member("triggerSource"u8).IsString && e.Member("userPoolId"u8).IsString)
            return EventKind.CognitoUserPool;
        if (e.Member("identityPoolId"u8).IsString && e.Member("datasetName"u8).IsString)
            return EventKind.CognitoSync;
        if (e.Member("CodePipeline.job"u8).IsObject)
            return EventKind.CodePipelineJob;
        if (e.Member("LifecycleEventHookExecutionId"u8).IsString)
            return EventKind.CodeDeployHook;
        if (e.Member("configRuleName"u8).IsString && e.Member("invokingEvent"u8).IsString)
            return EventKind.Config;
        if (e.Member("RequestType"u8).IsString && e.Member("LogicalResourceId"u8).IsString)
            return e.Member("ResponseURL"u8).IsString ? EventKind.CloudFormation : EventKind.CloudFormationProvider;
        if (e.Member("invocationSchemaVersion"u8).IsString && e.Member("tasks"u8).IsArray)
            return EventKind.S3Batch;
        return e.Member("xAmzRequestId"u8).IsString && e.Member("userRequest"u8).IsObject ? OfObjectLambda(e) : EventKind.Raw;
    }

    private static EventKind OfObjectLambda(EventDocument e) =>
        e.Member("getObjectContext"u8).IsObject ? EventKind.S3ObjectLambdaGet
        : e.Member("headObjectContext"u8).IsObject ? EventKind.S3ObjectLambdaHead
        : e.Member("listObjectsContext"u8).IsObject ? EventKind.S3ObjectLambdaList
        : e.Member("listObjectsV2Context"u8).IsObject ? EventKind.S3ObjectLambdaListV2
        : EventKind.Raw;

    private static EventKind OfConversation(EventDocument e)
    {
        if (e.Member("agent"u8).IsObject && e.Member("actionGroup"u8).IsString)
        {
            if (e.Member("apiPath"u8).IsString)
                return EventKind.BedrockAgentApi;
            if (e.Member("function"u8).IsString)
                return EventKind.BedrockAgentFunction;
        }

        if (e.Member("bot"u8).IsObject && e.Member("sessionState"u8).IsObject)
            return EventKind.LexV2;
        if (e.Member("bot"u8).IsObject && e.Member("currentIntent"u8).IsObject)
            return EventKind.LexV1;
        if (e.Member("Details"u8).Get("ContactData"u8).IsObject)
            return EventKind.Connect;
        if (e.Member("Step"u8).IsString && e.Member("SecretId"u8).IsString)
            return EventKind.SecretsManager;
        if (e.Member("directive"u8).Get("header"u8).IsObject || e.Member("header"u8).Get("namespace"u8).RawString.StartsWith("Alexa"u8))
            return EventKind.AlexaSmartHome;
        if (e.Member("request"u8).Get("type"u8).IsString && (e.Member("session"u8).IsObject || e.Member("context"u8).Get("System"u8).IsObject))
            return EventKind.AlexaSkill;
        if (IsResolver(e.Root))
            return EventKind.AppSyncResolver;
        if (e.Member("info"u8) is { IsObject: true } info && !info.Get("channel"u8).IsMissing && info.Get("operation"u8).IsString)
            return EventKind.AppSyncEvents;
        return e.Member("type"u8).Is("TOKEN"u8) && e.Member("methodArn"u8).IsString ? EventKind.ApiGatewayAuthorizerToken : EventKind.Raw;
    }

    private static EventKind OfDevice(EventDocument e)
    {
        if (e.Member("serialNumber"u8).IsString && e.Member("clickType"u8).IsString)
            return EventKind.IotButton;
        if (e.Member("deviceEvent"u8).IsObject && e.Member("placementInfo"u8).IsObject)
            return EventKind.IotOneClick;
        if (e.Member("protocolData"u8).IsObject && !e.Member("signatureVerified"u8).IsMissing)
            return EventKind.IotCustomAuth;
        if (e.Member("claimCertificateId"u8).IsString && e.Member("templateArn"u8).IsString)
            return EventKind.IotPreprovision;
        if (e.Member("connection-id"u8).IsString && e.Member("endpoint-id"u8).IsString)
            return EventKind.ClientVpn;
        if (!e.Member("summaryVersion"u8).IsMissing && e.Member("envelope"u8).IsObject)
            return EventKind.WorkMail;
        if (e.Member("labelingJobArn"u8).IsString)
            return EventKind.GroundTruth;
        if (e.Member("widgetContext"u8).IsObject)
            return EventKind.CloudWatchWidget;
        return e.Member("Sender"u8).IsObject && e.Member("Discussion"u8).IsObject && e.Member("InboundHttpsEndpoint"u8).IsObject
            ? EventKind.ChimeBot
            : EventKind.Raw;
    }

    private static EventKind OfOtherProvider(EventDocument e)
    {
        if (IsEventGrid(e.Root))
            return EventKind.EventGrid;
        if (!e.Member("data"u8).Raw.IsEmpty && (IsLegacyContext(e.Root) || IsLegacyContext(e.Member("context"u8))))
            return EventKind.GcfLegacy;
        if (e.Member("subscription"u8).IsString && e.Member("message"u8).Get("messageId"u8).IsString)
            return EventKind.PubSubPush;
        if (e.Member("__ow_method"u8).IsString && e.Member("__ow_headers"u8).IsObject)
            return EventKind.OpenWhiskWeb;
        if (e.Member("Data"u8) is not { IsObject: true } data || !e.Member("Metadata"u8).IsObject)
            return EventKind.Raw;
        foreach (var binding in data.Members())
        {
            if (binding.Value.Get("Url"u8).IsString && binding.Value.Get("Method"u8).IsString)
                return EventKind.AzureHttp;
        }

        return EventKind.AzureTrigger;
    }

    private static bool IsLegacyContext(JsonValue value) =>
        value.Get("eventType"u8).IsString && value.Get("eventId"u8).IsString && value.Get("timestamp"u8).IsString;
}

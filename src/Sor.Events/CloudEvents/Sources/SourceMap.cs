using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Which mapping is whose.</summary>
internal static class SourceMap
{
    internal static void Write(SourceWriter w, EventKind kind, JsonValue record, JsonValue group)
    {
        switch (kind)
        {
            case EventKind.RestV1 or EventKind.HttpApiV2 or EventKind.FunctionUrl or EventKind.Alb or EventKind.VpcLatticeV1 or EventKind.VpcLatticeV2
                or EventKind.LambdaEdge or EventKind.AzureHttp or EventKind.OpenWhiskWeb:
                HttpSources.Request(w, kind);
                break;
            case EventKind.WebSocketConnect or EventKind.WebSocketMessage or EventKind.WebSocketDisconnect:
                HttpSources.WebSocket(w, kind);
                break;
            case EventKind.ApiGatewayAuthorizerToken or EventKind.ApiGatewayAuthorizerRequest or EventKind.ApiGatewayAuthorizerV2:
                IdentitySources.Authorizer(w);
                break;
            case EventKind.S3:
                StorageSources.S3(w, record);
                break;
            case EventKind.S3Batch:
                StorageSources.S3Batch(w, record);
                break;
            case EventKind.S3ObjectLambdaGet:
                StorageSources.ObjectLambda(w, "get"u8);
                break;
            case EventKind.S3ObjectLambdaHead:
                StorageSources.ObjectLambda(w, "head"u8);
                break;
            case EventKind.S3ObjectLambdaList:
                StorageSources.ObjectLambda(w, "list"u8);
                break;
            case EventKind.S3ObjectLambdaListV2:
                StorageSources.ObjectLambda(w, "list_v2"u8);
                break;
            case EventKind.Sns:
                QueueSources.Sns(w, record);
                break;
            case EventKind.Sqs:
                QueueSources.Sqs(w, record);
                break;
            case EventKind.ActiveMq:
                QueueSources.ActiveMq(w, record);
                break;
            case EventKind.RabbitMq:
                QueueSources.RabbitMq(w, record, group);
                break;
            case EventKind.Msk or EventKind.SelfManagedKafka:
                KafkaSource.Write(w, kind, record);
                break;
            case EventKind.Kinesis:
                StreamSources.Kinesis(w, record);
                break;
            case EventKind.DynamoDb:
                StreamSources.DynamoDb(w, record);
                break;
            case EventKind.Firehose:
                StreamSources.Firehose(w, record);
                break;
            case EventKind.KinesisAnalyticsInput or EventKind.KinesisAnalyticsOutput:
                StreamSources.KinesisAnalytics(w, record);
                break;
            case EventKind.DocumentDb:
                StreamSources.DocumentDb(w, record);
                break;
            case EventKind.EventBridge:
                MonitoringSources.EventBridge(w);
                break;
            case EventKind.CloudWatchLogs:
                LogsSource.Write(w);
                break;
            case EventKind.CloudWatchAlarm:
                MonitoringSources.Alarm(w);
                break;
            case EventKind.CloudWatchWidget:
                MonitoringSources.Widget(w);
                break;
            case EventKind.LambdaDestination:
                MonitoringSources.Destination(w);
                break;
            default:
                WriteSingle(w, kind, record);
                break;
        }
    }

    private static void WriteSingle(SourceWriter w, EventKind kind, JsonValue record)
    {
        switch (kind)
        {
            case EventKind.Ses:
                ManagementSources.Ses(w, record);
                break;
            case EventKind.WorkMail:
                ManagementSources.WorkMail(w);
                break;
            case EventKind.CodeCommit:
                ManagementSources.CodeCommit(w, record);
                break;
            case EventKind.CodePipelineJob:
                ManagementSources.CodePipeline(w);
                break;
            case EventKind.CodeDeployHook:
                ManagementSources.CodeDeploy(w);
                break;
            case EventKind.Config:
                ManagementSources.Config(w);
                break;
            case EventKind.CloudFormation or EventKind.CloudFormationProvider:
                ManagementSources.CloudFormation(w);
                break;
            case EventKind.SecretsManager:
                ManagementSources.SecretsManager(w);
                break;
            case EventKind.GroundTruth:
                ManagementSources.GroundTruth(w);
                break;
            case EventKind.CognitoUserPool:
                IdentitySources.UserPool(w);
                break;
            case EventKind.CognitoSync:
                IdentitySources.CognitoSync(w);
                break;
            case EventKind.AppSyncAuthorizer:
                IdentitySources.AppSyncAuthorizer(w);
                break;
            case EventKind.ClientVpn:
                IdentitySources.ClientVpn(w);
                break;
            case EventKind.IotCustomAuth:
                IdentitySources.IotCustomAuth(w);
                break;
            case EventKind.IotPreprovision:
                DeviceSources.Preprovision(w);
                break;
            case EventKind.IotButton:
                DeviceSources.Button(w);
                break;
            case EventKind.IotOneClick:
                DeviceSources.OneClick(w);
                break;
            case EventKind.LexV1:
                ConversationSources.LexV1(w);
                break;
            case EventKind.LexV2:
                ConversationSources.LexV2(w);
                break;
            case EventKind.Connect:
                ConversationSources.Connect(w);
                break;
            case EventKind.AlexaSkill:
                ConversationSources.AlexaSkill(w);
                break;
            case EventKind.AlexaSmartHome:
                ConversationSources.AlexaSmartHome(w);
                break;
            case EventKind.BedrockAgentApi or EventKind.BedrockAgentFunction:
                ConversationSources.Bedrock(w);
                break;
            case EventKind.ChimeBot:
                ConversationSources.Chime(w);
                break;
            case EventKind.AppSyncResolver or EventKind.AppSyncBatch:
                AppSyncSources.Resolver(w, record);
                break;
            case EventKind.AppSyncEvents:
                AppSyncSources.Events(w);
                break;
            default:
                OtherSources.Write(w, kind, record);
                break;
        }
    }
}

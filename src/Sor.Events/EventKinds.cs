using System.Text;

namespace Sor.Events;

/// <summary>The kinds by name, and what they have in common. By which members each is known: <see cref="EventKindRules"/>.</summary>
public static class EventKinds
{
    /// <summary>The kind's name as configuration, context and tools write it: <c>http-api-v2</c>.</summary>
    public static string Name(EventKind kind) => Encoding.ASCII.GetString(NameUtf8(kind));

    /// <summary>The same as bytes; none of them needs an escape.</summary>
    public static ReadOnlySpan<byte> NameUtf8(EventKind kind) => kind switch
    {
        EventKind.RestV1 => "rest-v1"u8,
        EventKind.HttpApiV2 => "http-api-v2"u8,
        EventKind.FunctionUrl => "function-url"u8,
        EventKind.Alb => "alb"u8,
        EventKind.VpcLatticeV1 => "vpc-lattice-v1"u8,
        EventKind.VpcLatticeV2 => "vpc-lattice-v2"u8,
        EventKind.WebSocketConnect => "websocket-connect"u8,
        EventKind.WebSocketMessage => "websocket-message"u8,
        EventKind.WebSocketDisconnect => "websocket-disconnect"u8,
        EventKind.ApiGatewayAuthorizerToken => "apigw-authorizer-token"u8,
        EventKind.ApiGatewayAuthorizerRequest => "apigw-authorizer-request"u8,
        EventKind.ApiGatewayAuthorizerV2 => "apigw-authorizer-v2"u8,
        EventKind.S3 => "s3"u8,
        EventKind.Sns => "sns"u8,
        EventKind.Sqs => "sqs"u8,
        EventKind.DynamoDb => "dynamodb"u8,
        EventKind.Kinesis => "kinesis"u8,
        EventKind.Firehose => "firehose"u8,
        EventKind.KinesisAnalyticsInput => "kinesis-analytics-input"u8,
        EventKind.KinesisAnalyticsOutput => "kinesis-analytics-output"u8,
        EventKind.EventBridge => "eventbridge"u8,
        EventKind.CloudWatchLogs => "cloudwatch-logs"u8,
        EventKind.CloudWatchAlarm => "cloudwatch-alarm"u8,
        EventKind.CloudWatchWidget => "cloudwatch-widget"u8,
        EventKind.Msk => "msk"u8,
        EventKind.SelfManagedKafka => "self-managed-kafka"u8,
        EventKind.ActiveMq => "activemq"u8,
        EventKind.RabbitMq => "rabbitmq"u8,
        EventKind.DocumentDb => "documentdb"u8,
        EventKind.Ses => "ses"u8,
        EventKind.CodeCommit => "codecommit"u8,
        EventKind.CodePipelineJob => "codepipeline-job"u8,
        EventKind.CodeDeployHook => "codedeploy-hook"u8,
        EventKind.CognitoUserPool => "cognito-userpool"u8,
        EventKind.CognitoSync => "cognito-sync"u8,
        EventKind.Config => "config"u8,
        EventKind.CloudFormation => "cloudformation"u8,
        EventKind.CloudFormationProvider => "cloudformation-provider"u8,
        EventKind.S3Batch => "s3-batch"u8,
        EventKind.S3ObjectLambdaGet => "s3-object-lambda-get"u8,
        EventKind.S3ObjectLambdaHead => "s3-object-lambda-head"u8,
        EventKind.S3ObjectLambdaList => "s3-object-lambda-list"u8,
        EventKind.S3ObjectLambdaListV2 => "s3-object-lambda-list-v2"u8,
        EventKind.LambdaEdge => "lambda-edge"u8,
        EventKind.LambdaDestination => "lambda-destination"u8,
        EventKind.LexV1 => "lex-v1"u8,
        EventKind.LexV2 => "lex-v2"u8,
        EventKind.Connect => "connect"u8,
        EventKind.SecretsManager => "secretsmanager"u8,
        EventKind.AlexaSkill => "alexa-skill"u8,
        EventKind.AlexaSmartHome => "alexa-smart-home"u8,
        EventKind.BedrockAgentApi => "bedrock-agent-api"u8,
        EventKind.BedrockAgentFunction => "bedrock-agent-function"u8,
        EventKind.AppSyncResolver => "appsync-resolver"u8,
        EventKind.AppSyncBatch => "appsync-batch"u8,
        EventKind.AppSyncAuthorizer => "appsync-authorizer"u8,
        EventKind.AppSyncEvents => "appsync-events"u8,
        EventKind.IotButton => "iot-button"u8,
        EventKind.IotOneClick => "iot-1-click"u8,
        EventKind.IotCustomAuth => "iot-custom-auth"u8,
        EventKind.IotPreprovision => "iot-preprovision"u8,
        EventKind.ClientVpn => "client-vpn"u8,
        EventKind.WorkMail => "workmail"u8,
        EventKind.GroundTruth => "ground-truth"u8,
        EventKind.ChimeBot => "chime-bot"u8,
        EventKind.CloudEvent => "cloudevent"u8,
        EventKind.CloudEventBatch => "cloudevent-batch"u8,
        EventKind.EventGrid => "event-grid"u8,
        EventKind.GcfLegacy => "gcf-legacy"u8,
        EventKind.PubSubPush => "pubsub-push"u8,
        EventKind.PipesBatch => "pipes-batch"u8,
        EventKind.AzureHttp => "azure-http"u8,
        EventKind.AzureTrigger => "azure-trigger"u8,
        EventKind.OpenWhiskWeb => "openwhisk-web"u8,
        _ => "raw"u8,
    };

    /// <summary>Whether it is an HTTP request.</summary>
    public static bool IsHttp(EventKind kind) =>
        kind is EventKind.RestV1 or EventKind.HttpApiV2 or EventKind.FunctionUrl or EventKind.Alb or EventKind.VpcLatticeV1
            or EventKind.VpcLatticeV2 or EventKind.LambdaEdge or EventKind.AzureHttp or EventKind.OpenWhiskWeb;

    /// <summary>Whether it carries any number of events at once.</summary>
    public static bool HasRecords(EventKind kind) =>
        kind is EventKind.S3 or EventKind.Sns or EventKind.Sqs or EventKind.DynamoDb or EventKind.Kinesis or EventKind.Firehose
            or EventKind.KinesisAnalyticsInput or EventKind.KinesisAnalyticsOutput or EventKind.CloudWatchLogs or EventKind.Msk
            or EventKind.SelfManagedKafka or EventKind.ActiveMq or EventKind.RabbitMq or EventKind.DocumentDb or EventKind.Ses
            or EventKind.CodeCommit or EventKind.S3Batch or EventKind.AppSyncBatch or EventKind.CloudEventBatch or EventKind.EventGrid
            or EventKind.PipesBatch;
}

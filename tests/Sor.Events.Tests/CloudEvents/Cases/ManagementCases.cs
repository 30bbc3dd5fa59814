namespace Sor.Events.Tests.CloudEvents;

internal static class ManagementCases
{
    public static SourceCase[] All { get; } =
    [
        new(EventKind.CodeCommit,
            """{"Records":[{"awsRegion":"us-east-1","codecommit":{"references":[{"commit":"5c4ef1049f1d27deadbeeff313e0730018be182b","ref":"refs/heads/master"}]},"customData":"d","eventId":"5a824061-17ca","eventName":"TriggerEventTest","eventPartNumber":1,"eventSource":"aws:codecommit","eventSourceARN":"arn:aws:codecommit:us-east-1:123456789012:my-repo","eventTime":"2016-01-01T23:59:59.000+0000","eventTotalParts":1,"eventTriggerName":"t","eventVersion":"1.0","userIdentityARN":"arn:aws:iam::123456789012:root"}]}""",
            ["""{"id":"5a824061-17ca","source":"arn:aws:codecommit:us-east-1:123456789012:my-repo","type":"com.amazon.codecommit.push","subject":"refs/heads/master","time":"2016-01-01T23:59:59.000Z"}"""],
            ["/Records/0"]),
        SourceCase.OfOne(EventKind.CodePipelineJob,
            """{"CodePipeline.job":{"id":"11111111-abcd","accountId":"999999999999","data":{"actionConfiguration":{},"artifactCredentials":{"secretAccessKey":"s"}}}}""",
            """{"id":"11111111-abcd","source":"arn:aws:codepipeline:eu-west-1:999999999999","type":"com.amazon.codepipeline.job"}"""),
        SourceCase.OfOne(EventKind.CodeDeployHook,
            """{"DeploymentId":"d-ABC","LifecycleEventHookExecutionId":"eyJl"}""",
            """{"id":"eyJl","source":"arn:aws:codedeploy:eu-west-1:111122223333:deployment/d-ABC","type":"com.amazon.codedeploy.lifecycle_hook"}"""),
        SourceCase.OfOne(EventKind.Config,
            """{"version":"1.0","invokingEvent":"{\"messageType\":\"ScheduledNotification\"}","ruleParameters":"{}","resultToken":"t","eventLeftScope":false,"executionRoleArn":"r","configRuleArn":"arn:aws:config:us-east-2:123456789012:config-rule/config-rule-0123456","configRuleName":"n","configRuleId":"i","accountId":"123456789012"}""",
            """{"id":"REQ","source":"arn:aws:config:us-east-2:123456789012:config-rule/config-rule-0123456","type":"com.amazon.config.rule"}"""),
        SourceCase.OfOne(EventKind.CloudFormation,
            """{"RequestType":"Create","ResponseURL":"https://s","StackId":"arn:aws:cloudformation:us-east-2:123456789012:stack/n/guid","RequestId":"u","ResourceType":"Custom::T","LogicalResourceId":"My","ResourceProperties":{}}""",
            """{"id":"u","source":"arn:aws:cloudformation:us-east-2:123456789012:stack/n/guid","type":"com.amazon.cloudformation.custom_resource.create","subject":"My"}"""),
        SourceCase.OfOne(EventKind.CloudFormationProvider,
            """{"RequestType":"Delete","StackId":"arn:aws:cloudformation:us-east-2:123456789012:stack/n/guid","RequestId":"u","LogicalResourceId":"My","PhysicalResourceId":"p"}""",
            """{"id":"u","source":"arn:aws:cloudformation:us-east-2:123456789012:stack/n/guid","type":"com.amazon.cloudformation.custom_resource.delete","subject":"My"}"""),
        SourceCase.OfOne(EventKind.SecretsManager,
            """{"Step":"createSecret","SecretId":"arn:aws:secretsmanager:us-east-1:1:secret:s-1","ClientRequestToken":"EXAMPLE1"}""",
            """{"id":"EXAMPLE1.createSecret","source":"arn:aws:secretsmanager:us-east-1:1:secret:s-1","type":"com.amazon.secretsmanager.rotation.createSecret"}"""),
        SourceCase.OfOne(EventKind.GroundTruth,
            """{"version":"2018-10-16","labelingJobArn":"arn:aws:sagemaker:us-east-1:1:labeling-job/j","dataObject":{"source-ref":"s3://b/k"}}""",
            """{"id":"REQ","source":"arn:aws:sagemaker:us-east-1:1:labeling-job/j","type":"com.amazon.sagemaker.ground_truth"}"""),
        new(EventKind.Ses,
            """{"Records":[{"eventVersion":"1.0","ses":{"mail":{"commonHeaders":{"from":["Jane"],"messageId":"<01>","subject":"Test Subject"},"source":"j@example.com","timestamp":"1970-01-01T00:00:00.123Z","destination":["d"],"messageId":"o3vrnil0e2ic28tr"},"receipt":{"action":{"type":"Lambda","invocationType":"Event"}}},"eventSource":"aws:ses"}]}""",
            ["""{"id":"o3vrnil0e2ic28tr","source":"arn:aws:ses:eu-west-1:111122223333","type":"com.amazon.ses.email","subject":"Test Subject","time":"1970-01-01T00:00:00.123Z"}"""],
            ["/Records/0"]),
        SourceCase.OfOne(EventKind.WorkMail,
            """{"summaryVersion":"2019-07-28","envelope":{"mailFrom":{"address":"a@b"},"recipients":[]},"sender":{"address":"a@b"},"subject":"Hello","messageId":"m","invocationId":"i","flowDirection":"INBOUND","truncated":false}""",
            """{"id":"REQ","source":"arn:aws:lambda:eu-west-1:111122223333:function:f","type":"com.amazon.workmail.email","subject":"Hello"}"""),
    ];
}

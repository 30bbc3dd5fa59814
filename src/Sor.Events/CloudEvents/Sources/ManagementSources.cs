using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Services that build, deploy, check and mail.</summary>
internal static class ManagementSources
{
    internal static void CodeCommit(SourceWriter w, JsonValue record)
    {
        w.Begin();
        w.Id(record.Get("eventId"u8));
        w.Source(record.Get("eventSourceARN"u8));
        w.Type("com.amazon.codecommit.push"u8);
        w.Subject(record.Get("codecommit"u8).Get("references"u8).First().Get("ref"u8));
        w.Time(record.Get("eventTime"u8));
        w.End(record);
    }

    internal static void CodePipeline(SourceWriter w)
    {
        var job = w.Document.Member("CodePipeline.job"u8);
        w.Begin();
        w.Id(job.Get("id"u8));
        var account = job.Get("accountId"u8);
        w.Source(w.Text().Add("arn:"u8).Add(w.Partition).Add(":codepipeline:"u8).Add(w.Region).Add(":"u8).Add(account.IsString ? account.Utf8() : w.Account));
        w.Type("com.amazon.codepipeline.job"u8);
        w.End(w.Document.Root);
    }

    internal static void CodeDeploy(SourceWriter w)
    {
        w.Begin();
        w.Id(w.Document.Member("LifecycleEventHookExecutionId"u8));
        w.Source(w.Arn("codedeploy"u8).Add("deployment/"u8).Add(w.Document.Member("DeploymentId"u8)));
        w.Type("com.amazon.codedeploy.lifecycle_hook"u8);
        w.End(w.Document.Root);
    }

    internal static void Config(SourceWriter w)
    {
        w.Begin();
        w.Source(w.Document.Member("configRuleArn"u8));
        w.Type("com.amazon.config.rule"u8);
        w.End(w.Document.Root);
    }

    internal static void CloudFormation(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        w.Id(e.Member("RequestId"u8));
        w.Source(e.Member("StackId"u8));
        w.Type(w.Text().Add("com.amazon.cloudformation.custom_resource."u8).AddLower(e.Member("RequestType"u8)));
        w.Subject(e.Member("LogicalResourceId"u8));
        w.End(e.Root);
    }

    internal static void SecretsManager(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        if (e.Member("ClientRequestToken"u8) is { IsMissing: false } token)
            w.Attribute("id"u8, w.Text().Add(token).Add("."u8).Add(e.Member("Step"u8)));
        w.Source(e.Member("SecretId"u8));
        w.Type("com.amazon.secretsmanager.rotation."u8, e.Member("Step"u8));
        w.End(e.Root);
    }

    internal static void GroundTruth(SourceWriter w)
    {
        w.Begin();
        w.Source(w.Document.Member("labelingJobArn"u8));
        w.Type("com.amazon.sagemaker.ground_truth"u8);
        w.End(w.Document.Root);
    }

    internal static void Ses(SourceWriter w, JsonValue record)
    {
        var mail = record.Get("ses"u8).Get("mail"u8);
        w.Begin();
        w.Id(mail.Get("messageId"u8));
        w.Source(w.Text().Add("arn:"u8).Add(w.Partition).Add(":ses:"u8).Add(w.Region).Add(":"u8).Add(w.Account));
        w.Type("com.amazon.ses.email"u8);
        w.Subject(mail.Get("commonHeaders"u8).Get("subject"u8));
        w.Time(mail.Get("timestamp"u8));
        w.End(record);
    }

    internal static void WorkMail(SourceWriter w)
    {
        var e = w.Document;
        w.Begin();
        if (e.Member("orgId"u8) is { IsMissing: false } organization)
            w.Source(w.Arn("workmail"u8).Add("organization/"u8).Add(organization));
        w.Type("com.amazon.workmail.email"u8);
        w.Subject(e.Member("subject"u8));
        w.End(e.Root);
    }
}

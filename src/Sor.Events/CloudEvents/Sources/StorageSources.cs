using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Object stores. Notifications follow the adapter that the CloudEvents specification publishes.</summary>
internal static class StorageSources
{
    // Hexadecimal digits of a sequencer: more than any that is seen.
    private const int SequencerWidth = 32;

    internal static void S3(SourceWriter w, JsonValue record)
    {
        if (!record.Get("s3"u8).IsObject)
        {
            TestEvent(w, record);
            return;
        }

        var response = record.Get("responseElements"u8);
        var request = response.Get("x-amz-request-id"u8);
        var host = response.Get("x-amz-id-2"u8);
        var s3 = record.Get("s3"u8);
        var file = s3.Get("object"u8);
        var sequencer = file.Get("sequencer"u8);
        w.Begin();
        if (!request.IsMissing || !host.IsMissing)
        {
            var id = w.Text().Add(request).Add("."u8).Add(host);
            w.Attribute("id"u8, w.Options.UniqueIds && sequencer.IsString ? id.Add("."u8).Add(sequencer) : id);
        }

        w.Source(w.Text().Add(record.Get("eventSource"u8)).Add("."u8).Add(record.Get("awsRegion"u8)).Add("."u8).Add(s3.Get("bucket"u8).Get("name"u8)));
        w.Type("com.amazonaws.s3."u8, record.Get("eventName"u8));
        w.Subject(file.Get("key"u8));
        w.Time(record.Get("eventTime"u8));
        w.Sequence(sequencer, SequencerWidth);
        w.End(record);
    }

    internal static void S3Batch(SourceWriter w, JsonValue task)
    {
        var arn = task.Get("s3BucketArn"u8);
        w.Begin();
        w.Id(task.Get("taskId"u8));
        if (arn.IsMissing)
            w.Source(w.Text().Add("arn:"u8).Add(w.Partition).Add(":s3:::"u8).Add(task.Get("s3Bucket"u8)));
        else
            w.Source(arn);
        w.Type("com.amazon.s3.batch_task"u8);
        w.Subject(task.Get("s3Key"u8));
        w.End(task);
    }

    internal static void ObjectLambda(SourceWriter w, ReadOnlySpan<byte> what)
    {
        var url = w.Document.Member("userRequest"u8).Get("url"u8).Utf8();
        if (url.IndexOf("://"u8) is >= 0 and var scheme)
        {
            url = url[(scheme + 3)..];
            url = url.IndexOf((byte)'/') is >= 0 and var path ? url[path..] : default;
        }

        if (url.IndexOfAny((byte)'?', (byte)'#') is >= 0 and var end)
            url = url[..end];
        w.Begin();
        w.Id(w.Document.Member("xAmzRequestId"u8));
        w.Source(w.Document.Member("configuration"u8).Get("accessPointArn"u8));
        w.Type(w.Text().Add("com.amazon.s3.object_lambda."u8).Add(what));
        w.Attribute("subject"u8, url);
        w.End(w.Document.Root);
    }

    // What a store sends when a notification is set up.
    private static void TestEvent(SourceWriter w, JsonValue test)
    {
        w.Begin();
        if (test.Get("RequestId"u8) is { IsMissing: false } request)
            w.Attribute("id"u8, w.Text().Add(request).Add("."u8).Add(test.Get("HostId"u8)));
        w.Source(w.Text().Add("aws:s3."u8).Add(w.Region).Add("."u8).Add(test.Get("Bucket"u8)));
        w.Type("com.amazonaws.s3."u8, test.Get("Event"u8));
        w.Time(test.Get("Time"u8));
        w.End(test);
    }
}

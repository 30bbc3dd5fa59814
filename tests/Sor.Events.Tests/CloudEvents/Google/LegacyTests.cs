using System.Buffers;
using System.Text;
using Sor.Events.CloudEvents;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.CloudEvents.Google;

namespace Sor.Events.Tests.CloudEvents.Google;

public sealed class LegacyTests
{
    [Theory]
    [InlineData("google.storage.object.finalize", "{\"service\":\"storage.googleapis.com\",\"name\":\"projects/_/buckets/bk/objects/d/f.txt#17\",\"type\":\"storage#object\"}", "{\"kind\":\"storage#object\"}",
        "//storage.googleapis.com/projects/_/buckets/bk", "google.cloud.storage.object.v1.finalized", "objects/d/f.txt", "{\"kind\":\"storage#object\"}")]
    [InlineData("google.pubsub.topic.publish", "{\"service\":\"pubsub.googleapis.com\",\"name\":\"projects/p/topics/t\"}", "{\"@type\":\"x\",\"data\":\"eA==\"}",
        "//pubsub.googleapis.com/projects/p/topics/t", "google.cloud.pubsub.topic.v1.messagePublished", null, "{\"message\":{\"@type\":\"x\",\"data\":\"eA==\",\"messageId\":\"7\",\"publishTime\":\"2020-09-29T11:32:00.000Z\"}}")]
    [InlineData("providers/cloud.firestore/eventTypes/document.write", "\"projects/p/databases/(default)/documents/a/b\"", "{}",
        "//firestore.googleapis.com/projects/p/databases/(default)", "google.cloud.firestore.document.v1.written", "documents/a/b", "{}")]
    [InlineData("providers/google.firebase.database/eventTypes/ref.write", "\"projects/_/instances/i/refs/a/b\"", "{}",
        "//firebasedatabase.googleapis.com/projects/_/locations/europe-west1/instances/i", "google.firebase.database.ref.v1.written", "refs/a/b", "{}")]
    [InlineData("providers/google.firebase.analytics/eventTypes/event.log", "\"projects/p/events/e\"", "{\"userDim\":{\"appInfo\":{\"appId\":\"app\"}}}",
        "//firebaseanalytics.googleapis.com/projects/p/apps/app", "google.firebase.analytics.log.v1.written", "events/e", "{\"userDim\":{\"appInfo\":{\"appId\":\"app\"}}}")]
    [InlineData("providers/firebase.auth/eventTypes/user.create", "\"projects/p\"", "{\"uid\":\"u\",\"metadata\":{\"createdAt\":\"a\",\"lastSignedInAt\":\"b\"}}",
        "//firebaseauth.googleapis.com/projects/p", "google.firebase.auth.user.v1.created", "users/u", "{\"uid\":\"u\",\"metadata\":{\"createTime\":\"a\",\"lastSignInTime\":\"b\"}}")]
    public void A_legacy_event_becomes_a_CloudEvent_and_comes_back(string eventType, string resource, string data, string source, string type, string? subject, string newData)
    {
        var legacy = $"{{\"context\":{{\"eventId\":\"7\",\"timestamp\":\"2020-09-29T11:32:00.000Z\",\"eventType\":\"{eventType}\",\"resource\":{resource}}},\"domain\":\"europe-west1.firebasedatabase.app\",\"data\":{data}}}";

        var cloudEvent = ToCloudEvent(legacy);

        var subjectMember = subject is null ? "" : $",\"subject\":\"{subject}\"";
        Assert.Equal(
            $"{{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"{source}\",\"type\":\"{type}\"{subjectMember},\"time\":\"2020-09-29T11:32:00.000Z\",\"datacontenttype\":\"application/json\",\"data\":{newData}}}",
            cloudEvent);
        var back = ToLegacy(cloudEvent);
        Assert.Contains($"\"eventType\":\"{eventType}\"", back, StringComparison.Ordinal);
        Assert.EndsWith($",\"data\":{data}}}", back, StringComparison.Ordinal);
        Assert.Contains(resource.StartsWith('{') ? "\"resource\":{\"service\":" : $"\"resource\":{resource}", back, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"eventId\":\"1\",\"eventType\":\"some.other\",\"resource\":\"x\",\"data\":{}}", "has no CloudEvents type")]
    [InlineData("{\"eventId\":\"1\",\"eventType\":\"google.storage.object.finalize\",\"resource\":\"projects/_/x\",\"data\":{}}", "/resource: is 'projects/_/x', which is no")]
    [InlineData("{\"eventId\":\"1\",\"eventType\":\"providers/google.firebase.database/eventTypes/ref.write\",\"resource\":\"projects/_/instances/i/refs/a\",\"data\":{}}", "has no domain")]
    [InlineData("{\"eventType\":\"google.pubsub.topic.publish\",\"resource\":\"projects/p/topics/t\",\"data\":{}}", "is no id")]
    [InlineData("{\"eventId\":\"\\u0001\",\"eventType\":\"google.pubsub.topic.publish\",\"resource\":\"projects/p/topics/t\",\"data\":{}}", "is no id")]
    public void What_cannot_be_converted_is_refused(string legacy, string problem) =>
        Assert.Contains(problem, Assert.Throws<EventFormatException>(() => ToCloudEvent(legacy)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("57328450263-01-01T00:00:00Z")]
    [InlineData("yesterday")]
    public void What_is_no_time_is_left_out(string time) =>
        Assert.DoesNotContain("\"time\"", ToCloudEvent($"{{\"eventId\":\"1\",\"timestamp\":\"{time}\",\"eventType\":\"google.pubsub.topic.publish\",\"resource\":\"projects/p/topics/t\",\"data\":{{}}}}"), StringComparison.Ordinal);

    [Fact]
    public void The_body_of_a_push_is_a_message_of_the_topic_in_its_path()
    {
        var document = new EventDocument();
        document.Load("{\"subscription\":\"s\",\"message\":{\"data\":\"eA==\",\"messageId\":\"7\"}}"u8.ToArray());
        var output = new ArrayBufferWriter<byte>();
        var writer = new CloudEventWriter(output);

        writer.Begin();
        LegacyReader.WritePush(document.Root, "/x/projects/p/topics/t?a=b", "2026-01-01T00:00:00Z", writer);
        writer.End();

        Assert.Equal(
            "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"//pubsub.googleapis.com/projects/p/topics/t\",\"type\":\"google.cloud.pubsub.topic.v1.messagePublished\",\"time\":\"2026-01-01T00:00:00Z\",\"datacontenttype\":\"application/json\","
            + "\"data\":{\"message\":{\"@type\":\"type.googleapis.com/google.pubsub.v1.PubsubMessage\",\"data\":\"eA==\",\"attributes\":{},\"messageId\":\"7\",\"publishTime\":\"2026-01-01T00:00:00Z\"}}}",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    private static string ToCloudEvent(string legacy)
    {
        var document = new EventDocument();
        document.Load(Encoding.UTF8.GetBytes(legacy));
        var output = new ArrayBufferWriter<byte>();
        var writer = new CloudEventWriter(output);
        writer.Begin();
        LegacyReader.WriteEvent(document.Root, writer);
        writer.End();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string ToLegacy(string cloudEvent)
    {
        var converter = new FormatConverter();
        converter.Convert(Encoding.UTF8.GetBytes(cloudEvent), ContentMode.Structured, ContentMode.Structured, new ArrayBufferWriter<byte>());
        var output = new ArrayBufferWriter<byte>();
        LegacyWriter.Write(converter.Event, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

using System.Buffers;
using System.Text.Json;
using Sor.Events;
using Sor.Events.CloudEvents;
using Sor.Events.Replies;

namespace Sor.Fuzz;

/// <summary>Recognition of events, the CloudEvents that they become, and what goes back of their records.</summary>
internal sealed class CloudEventsTarget : IFuzzTarget
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = EventDocument.MaxDepth + 2 };
    private static readonly CloudEventMode[] s_modes = Enum.GetValues<CloudEventMode>();

    private readonly EventDocument _document = new();
    private readonly CloudEventsView[] _views =
    [
        .. s_modes.Select(mode => new CloudEventsView(new CloudEventOptions { Mode = mode, FunctionArn = "arn:aws:lambda:r:1:function:f", UniqueIds = true })),
        new CloudEventsView(new CloudEventOptions { FunctionArn = "arn:aws:lambda:r:1:function:f", Webhook = new GenericWebhook("t", "/s", "x-github-delivery"), CouchDb = "https://couch.example/db" }),
    ];

    private readonly WebhookHandshake _handshake = new(new WebhookHandshakeOptions { AllowedOrigins = ["a.example"], EventGridValidation = true });

    public string Name => "cloudevents";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. ((string[])
    [
        "{", "}", "[", "]", "\"", ":", ",", "null", "true", "1e9", "-1", "1700000000.05", "\"1700000000123\"", "\"2023-11-14T22:13:20.000+0000\"", "\\u0000", "\\ud800", "\\/", "\u00e9",
        "\"Records\":[", "\"records\":", "\"eventSource\":\"aws:sqs\"", "\"eventSource\":\"aws:kinesis\"", "\"eventSource\":\"aws:dynamodb\"", "\"eventSource\":\"aws:kafka\"", "\"EventSource\":\"aws:sns\"", "\"s3\":{",
        "\"body\":\"", "\"data\":\"", "\"specversion\":\"1.0\"", "\\\"specversion\\\":\\\"1.0\\\"", "\"id\":\"1\"", "\"source\":\"s\"", "\"type\":\"t\"", "\"headers\":", "\"ce-id\":", "application/cloudevents+json",
        "\"isBase64Encoded\":true", "\"requestContext\":{", "\"detail-type\":\"", "\"awslogs\":{\"data\":\"H4sIAAAAAAAA", "\"messageAttributes\":{", "\"AWSTraceHeader\":\"Root=1-", "\"sequenceNumber\":\"", "\"Keys\":{",
        "\"httpMethod\":\"POST\"", "\"method\":\"OPTIONS\"", "\"x-github-event\":\"", "\"x-github-delivery\":\"", "\"x-gitlab-event\":\"Note Hook\"", "\"stripe-signature\":\"", "\"x-amz-sns-message-type\":\"", "\"x-amz-sns-rawdelivery\":\"true\"",
        "\"aeg-event-type\":\"SubscriptionValidation\"", "\"webhook-request-origin\":\"a.example\"", "application/x-www-form-urlencoded", "payload=%7B%22", "\\\"action\\\":\\\"", "\\\"repository\\\":{\\\"url\\\":", "\\\"object_attributes\\\":{", "\\\"object\\\":\\\"event\\\"",
        "release", "security_advisory", "membership", "marketplace_purchase", "commit_comment", "noteable_type", "\"seq\":", "\"changes\":[", "\"db_name\":",
    ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        """{"Records":[{"messageId":"m","body":"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"n\":1,\"data\":{}}","attributes":{"SentTimestamp":"1700000000123","MessageGroupId":"g","AWSTraceHeader":"Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1"},"messageAttributes":{"A":{"dataType":"String","stringValue":"x"}},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:q.fifo"}]}""",
        """{"Records":[{"eventID":"1","kinesis":{"partitionKey":"p","sequenceNumber":"1","data":"eyJhIjoxfQ==","approximateArrivalTimestamp":1700000000.05},"eventSource":"aws:kinesis","eventSourceARN":"a"}]}""",
        """{"Records":[{"eventID":"1","dynamodb":{"Keys":{"Id":{"N":"1"}},"SequenceNumber":"1","ApproximateCreationDateTime":1.7E9},"eventName":"REMOVE","userIdentity":{"type":"Service","principalId":"dynamodb.amazonaws.com"},"eventSource":"aws:dynamodb","eventSourceARN":"a/stream/b"}]}""",
        """{"eventSource":"aws:kafka","eventSourceArn":"a","records":{"t-0":[{"topic":"t","partition":0,"offset":1,"timestamp":1,"key":"aw==","value":"e30=","headers":[{"ce_id":[49]},{"ce_source":[-61,-87]},{"ce_type":[116]},{"ce_specversion":[49,46,48]},{"content-type":[97]}]}]}}""",
        """{"requestContext":{"elb":{"targetGroupArn":"a"}},"httpMethod":"POST","path":"/p","multiValueHeaders":{"content-type":["application/cloudevents-batch+json"],"ce-id":["%41"]},"body":"[]","isBase64Encoded":false}""",
        """{"version":"0","id":"i","detail-type":"t","source":"s%","time":"2023-11-14T22:13:20Z","resources":["r"],"detail":{"specversion":"1.0","id":"1","source":"s","type":"t","time":"2013-12-03 17:23:34 UTC","data_base64":"AA=="}}""",
        """{"awslogs":{"data":"H4sIAAAAAAACA6tWyk0tLk5MTw2pLEhVslJydvQLdvTwD3FV0lHKTy9LLVKyiq5WykxRslIyVNJRKsnMTS0uScwtAPIMgbzc1OLixHSgqpLUipLa2NjaWgB3xDvBTAAAAA=="}}""",
        """{"rmqMessagesByQueue":{"q::/":[{"basicProperties":{"messageId":"m","contentType":"text/plain"},"data":"AA=="}]},"eventSource":"aws:rmq","eventSourceArn":"a"}""",
        """{"requestContext":{"http":{"method":"POST"},"timeEpoch":1700000000123},"headers":{"x-github-event":"release","x-github-delivery":"d"},"body":"{\"action\":\"published\",\"release\":{\"id\":1,\"published_at\":\"2024-01-01T00:00:00Z\"},\"repository\":{\"url\":\"https://g/r\"}}"}""",
        """{"requestContext":{"requestTimeEpoch":1700000000},"httpMethod":"POST","multiValueHeaders":{"X-GitHub-Event":["commit_comment"],"Content-Type":["application/x-www-form-urlencoded"]},"body":"a=1&payload=%7B%22comment%22%3A%7B%22url%22%3A%22u%22%2C%22commit_id%22%3A%221%22%7D%7D"}""",
        """{"requestContext":{"http":{"method":"POST"}},"headers":{"x-gitlab-event":"Note Hook"},"body":"{\"object_attributes\":{\"id\":1,\"noteable_type\":\"Issue\",\"created_at\":\"2013-12-03 17:23:34 UTC\",\"url\":\"http://g/i#note_1\"}}"}""",
        """{"requestContext":{"http":{"method":"POST"}},"headers":{"stripe-signature":"t"},"body":"eyJvYmplY3QiOiJldmVudCIsInR5cGUiOiJhLmIiLCJpZCI6ImUiLCJjcmVhdGVkIjoxNzAwMDAwMDAwfQ==","isBase64Encoded":true}""",
        """{"requestContext":{"elb":{"targetGroupArn":"a"}},"httpMethod":"POST","headers":{"x-amz-sns-message-type":"SubscriptionConfirmation","x-amz-sns-topic-arn":"arn:t"},"body":"{\"Message\":\"m\",\"Timestamp\":\"2012-05-02T00:54:06.655Z\"}"}""",
        """{"requestContext":{"http":{"method":"POST"}},"headers":{"aeg-event-type":"SubscriptionValidation"},"body":"[{\"id\":\"1\",\"topic\":\"t\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"eventTime\":\"2018-01-25T22:12:19Z\",\"data\":{\"validationCode\":\"c\"}}]"}""",
        """{"requestContext":{"http":{"method":"OPTIONS"}},"headers":{"webhook-request-origin":"a.example","webhook-request-rate":"1"}}""",
        """{"seq":"1-g","id":"d","changes":[{"rev":"1"}],"deleted":true}""",
        """{"invocationSchemaVersion":"1.0","invocationId":"i","tasks":[{"taskId":"t","s3Key":"k","s3BucketArn":"a"}]}""",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        var kinds = Enum.GetValues<EventKind>();
        var other = kinds[Pieces.RandomOf(input).Next(kinds.Length)];
        try
        {
            _document.Load(input);
        }
        catch (EventFormatException refused)
        {
            Property.Holds(refused.Problem.Length > 0, "an event is refused without a reason");
            return;
        }

        Convert();

        // Whoever is told the kind by the platform may be told wrongly.
        _document.Load(input, other);
        Convert();
    }

    private void Convert()
    {
        Answer();
        foreach (var view in _views)
        {
            var output = new ArrayBufferWriter<byte>();
            try
            {
                view.Write(_document, "r", output);
                Reply(view.RecordCount);
            }
            catch (EventFormatException refused)
            {
                Property.Holds(refused.Problem.Length > 0, "an event is refused without a reason");
                continue;
            }

            Check(view, output.WrittenMemory);
        }
    }

    private void Answer()
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            if (!_handshake.TryAnswer(_document, output))
                return;
        }
        catch (EventFormatException refused)
        {
            Property.Holds(refused.Problem.Length > 0, "a question is refused without a reason");
            return;
        }

        using var response = JsonDocument.Parse(output.WrittenMemory, s_deep);
        Property.Holds(response.RootElement.GetProperty("statusCode").GetInt32() is 200 or 405, "a question is answered with another status");
    }

    private void Reply(int records)
    {
        if (!BatchReply.IsRead(_document.Kind))
            return;
        var output = new ArrayBufferWriter<byte>();
        BatchReply.Write(_document, [.. Enumerable.Range(0, records).Select(i => new RecordReply(i % 2 == 0 ? RecordResult.Failed : RecordResult.Succeeded))], output);
        using var json = JsonDocument.Parse(output.WrittenMemory, s_deep);
    }

    private static void Check(CloudEventsView view, ReadOnlyMemory<byte> written)
    {
        using var json = JsonDocument.Parse(written, s_deep);
        Property.Holds(json.RootElement.GetArrayLength() == view.Events.Length, "an event has no place");
        foreach (var cloudEvent in json.RootElement.EnumerateArray())
        {
            foreach (var name in (string[])["specversion", "id", "source", "type"])
                Property.Holds(cloudEvent.GetProperty(name).GetString() is { Length: > 0 }, $"an event has no {name}");
            var names = new HashSet<string>();
            foreach (var member in cloudEvent.EnumerateObject())
            {
                Property.Holds(names.Add(member.Name), "an attribute stands twice");
                if (member.Name is "data" or "data_base64")
                    continue;
                Property.Holds(member.Name.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)), "a name is none");
                Property.Holds(member.Value.ValueKind != JsonValueKind.String || !member.Value.GetString()!.Any(char.IsControl), "a value has a control character");
            }

            Property.Holds(!names.Contains("data") || !names.Contains("data_base64"), "an event has two sorts of data");
        }
    }
}

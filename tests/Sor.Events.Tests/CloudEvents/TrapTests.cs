using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>What real events do that none of their descriptions says.</summary>
public sealed class TrapTests
{
    [Fact]
    public void Ids_of_several_objects_of_one_request_can_be_told_apart()
    {
        const string Record = """{"eventSource":"aws:s3","awsRegion":"r","eventName":"ObjectRemoved:Delete","responseElements":{"x-amz-request-id":"A","x-amz-id-2":"B"},"s3":{"bucket":{"name":"b"},"object":{"key":"k","sequencer":"SEQ"}}}""";
        const string Event = $$"""{"Records":[{{Record}},{{Record}}]}""";

        Assert.Equal(["A.B", "A.B"], Converter.Convert(Event).Select(e => e.GetProperty("id").GetString()));
        Assert.Equal(["A.B.0055", "A.B.0056"], Converter.Convert(Event.Replace("SEQ", "0055", StringComparison.Ordinal) is var one
            ? string.Concat(one.AsSpan(0, one.LastIndexOf("0055", StringComparison.Ordinal)), "0056", one.AsSpan(one.LastIndexOf("0055", StringComparison.Ordinal) + 4)) : "",
            new CloudEventOptions { UniqueIds = true }).Select(e => e.GetProperty("id").GetString()));
    }

    [Theory]
    [InlineData("""{"detail-type":"\u0001\u007f","source":"\n","id":"","time":"yesterday","account":"\ufffe","region":5,"resources":["a","b"]}""")]
    [InlineData("""{"detail-type":"","source":"a b|c%zz#d#e[f]","id":"x"}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageAttributes":{"!!":{"dataType":"String","stringValue":"x"},"A":{"dataType":"String","stringValue":"\u0000"},"É1":{"dataType":"String","stringValue":"v"}}}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageId":7,"body":{"not":"text"},"attributes":null,"messageAttributes":null}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:kinesis","kinesis":null}]}""")]
    [InlineData("""{"Records":[{"EventSource":"aws:sns","Sns":{}}]}""")]
    [InlineData("""{"Records":[{"eventSource":"aws:s3","s3":{}}]}""")]
    [InlineData("""{"eventSource":"aws:kafka","records":null}""")]
    [InlineData("""{"eventSource":"aws:SelfManagedKafka","bootstrapServers":"","records":{"t-0":[{}]}}""")]
    public void Whatever_the_provider_wrote_what_comes_out_is_valid(string json)
    {
        foreach (var mode in Enum.GetValues<CloudEventMode>())
            Assert.All(Converter.Convert(json, mode), CloudEventRules.Check);
    }

    [Fact]
    public void Partition_and_account_are_those_of_the_function()
    {
        var only = Assert.Single(Converter.Convert(
            """{"DeploymentId":"d","LifecycleEventHookExecutionId":"e"}""", new CloudEventOptions { FunctionArn = "arn:aws-cn:lambda:cn-north-1:9:function:f:live" }));

        Assert.Equal("arn:aws-cn:codedeploy:cn-north-1:9:deployment/d", only.GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793", null)]
    [InlineData("Parent=53995c3f42cd8ad8;Root=1-5759E988-bd862e3fe1be46a994272793", "00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-00")]
    [InlineData("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8adX;Sampled=1", null)]
    [InlineData("Root=;Parent=", null)]
    public void A_trace_is_passed_on_when_it_is_known_whole(string header, string? expected)
    {
        var only = Assert.Single(Converter.Convert($$$"""{"Records":[{"eventSource":"aws:sqs","attributes":{"AWSTraceHeader":"{{{header}}}"}}]}"""));

        Assert.Equal(expected, only.TryGetProperty("traceparent", out var value) ? value.GetString() : null);
    }

    [Fact]
    public void A_source_is_a_URI_reference()
    {
        var only = Assert.Single(Converter.Convert("""{"detail-type":"Order Placed","source":"aws.partner/Große Firma/100%/a%20b#1#2","id":"x"}"""));

        Assert.Equal("aws.partner/Gro%C3%9Fe%20Firma/100%25/a%20b#1%232", only.GetProperty("source").GetString());
        Assert.Equal("Order Placed", only.GetProperty("type").GetString());
    }

    [Fact]
    public void The_key_of_an_event_is_the_same_each_time_and_another_for_each_record()
    {
        var document = Converter.Load(SourceCase.All[0].Event);
        var view = new CloudEventsView(new CloudEventOptions());
        var output = new System.Buffers.ArrayBufferWriter<byte>();

        view.Write(document, "first", output);
        var first = Keys();
        output.ResetWrittenCount();
        view.Write(document, "second", output);

        Assert.Equal(first, Keys());
        Assert.Equal("arn:aws:sqs:us-east-2:123456789012:my-queue 059f36b4-87a3-44ab-83d2-661975830a7d", first[0]);
        Assert.NotEqual(first[0], first[1]);

        string[] Keys()
        {
            var keys = new List<string>();
            foreach (var place in view.Events)
            {
                var key = new System.Buffers.ArrayBufferWriter<byte>();
                var written = System.Text.Json.JsonDocument.Parse(output.WrittenMemory.Slice(place.Start, place.Length)).RootElement;
                IdempotencyKey.Append(Utf8("source"), Utf8("id"), key);
                byte[] Utf8(string name) => System.Text.Encoding.UTF8.GetBytes(written.GetProperty(name).GetString()!);
                keys.Add(System.Text.Encoding.UTF8.GetString(key.WrittenSpan));
            }

            return [.. keys];
        }
    }

    [Fact]
    public void Attributes_without_end_are_refused()
    {
        var attributes = string.Join(',', Enumerable.Range(0, 1000).Select(i => $$"""  "a{{i}}":{"dataType":"String","stringValue":"x"}"""));

        var error = Assert.Throws<EventFormatException>(() => Converter.Convert($$$"""{"Records":[{"eventSource":"aws:sqs","messageAttributes":{{{{attributes}}}}}]}"""));

        Assert.Contains("more than 256 attributes", error.Problem, StringComparison.Ordinal);
    }
}

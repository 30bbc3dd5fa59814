using System.Text;
using System.Text.Json;
using Sor.Events.CloudEvents;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>A CloudEvent that a provider's event carries is passed on in its stead.</summary>
public sealed class CarriedEventTests
{
    private const string Inner = """{"specversion":"1.0","id":"in","source":"/in","type":"t","ext":"e","data":{"n":1.00}}""";

    public static TheoryData<string> Carriers =>
    [
        $$"""{"Records":[{"eventSource":"aws:sqs","messageId":"1","body":{{Quoted(Inner)}}}]}""",
        $$$$$$"""{"Records":[{"EventSource":"aws:sns","Sns":{"MessageId":"1","Message":{{{{{{Quoted(Inner)}}}}}}}}]}""",
        $$"""{"detail-type":"x","source":"s","id":"1","detail":{{Inner}}}""",
        $$$$$$"""{"Records":[{"eventSource":"aws:kinesis","eventID":"1","kinesis":{"data":{{{{{{Base64(Inner)}}}}}}}}]}""",
        $$$"""{"eventSource":"aws:kafka","records":{"t-0":[{"topic":"t","partition":0,"offset":1,"value":{{{Base64(Inner)}}},"headers":[{"content-type":{{{Bytes("application/cloudevents+json")}}}}]}]}}""",
        $$$"""{"eventSource":"aws:kafka","records":{"t-0":[{"topic":"t","value":{{{Base64("""{"n":1.00}""")}}},"headers":[{"ce_id":{{{Bytes("in")}}}},{"ce_source":{{{Bytes("/in")}}}},{"ce_type":{{{Bytes("t")}}}},{"ce_specversion":{{{Bytes("1.0")}}}},{"ce_ext":{{{Bytes("e")}}}},{"Content-Type":{{{Bytes("application/json")}}}}]}]}}""",
        $$$$$$"""{"httpMethod":"POST","path":"/","headers":{"Content-Type":"application/cloudevents+json; charset=utf-8"},"body":{{{{{{Quoted(Inner)}}}}}},"requestContext":{"elb":{}}}""",
        $$$$$$"""{"version":"2.0","rawPath":"/","headers":{"content-type":"Application/CloudEvents+JSON"},"body":{{{{{{Base64(Inner)}}}}}},"isBase64Encoded":true,"requestContext":{"http":{"method":"POST"}}}""",
        $$$"""{"httpMethod":"POST","path":"/","multiValueHeaders":{"CE-Id":["in"],"ce-source":["/in"],"ce-type":["%74"],"ce-specversion":["1.0"],"ce-ext":["\"e\""],"content-type":["application/json"]},"body":"{\"n\":1.00}","requestContext":{}}""",
        $$$$$$"""{"Records":[{"cf":{"config":{},"request":{"method":"POST","uri":"/","headers":{"content-type":[{"key":"Content-Type","value":"application/cloudevents+json"}]},"body":{"encoding":"base64","data":{{{{{{Base64(Inner)}}}}}}}}}}]}""",
    ];

    [Theory]
    [MemberData(nameof(Carriers))]
    public void It_wins(string carrier)
    {
        foreach (var mode in (CloudEventMode[])[CloudEventMode.Record, CloudEventMode.Payload, CloudEventMode.Batch])
        {
            var only = Assert.Single(Converter.Convert(carrier, mode));

            Assert.Equal(["in", "/in", "t", "e"], ((string[])["id", "source", "type", "ext"]).Select(name => only.GetProperty(name).GetString()));
            Assert.Equal("""{"n":1.00}""", only.GetProperty("data").GetRawText());
        }
    }

    [Theory]
    [MemberData(nameof(Carriers))]
    public void It_stays_inside_when_asked_for(string carrier)
    {
        var only = Assert.Single(Converter.Convert(carrier, new CloudEventOptions { Unwrap = false }));

        Assert.NotEqual("in", only.GetProperty("id").GetString());
        Assert.StartsWith("com.amazon", only.GetProperty("type").GetString() is "x" ? "com.amazon" : only.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_in_a_request_becomes_several_of_one_record()
    {
        var document = Converter.Load($$$$$$"""{"httpMethod":"POST","path":"/","headers":{"content-type":"application/cloudevents-batch+json"},"body":{{{{{{Quoted($"[{Inner},{Inner}]")}}}}}},"requestContext":{"elb":{}}}""");
        var view = new CloudEventsView(new CloudEventOptions());

        view.Write(document, "r", new System.Buffers.ArrayBufferWriter<byte>());

        Assert.Equal(1, view.RecordCount);
        Assert.Equal([0, 0], view.Events.ToArray().Select(place => place.Record));
    }

    [Fact]
    public void Records_keep_their_index_when_some_carry_an_event()
    {
        var document = Converter.Load($$"""{"Records":[{"eventSource":"aws:sqs","messageId":"1","body":"x"},{"eventSource":"aws:sqs","messageId":"2","body":{{Quoted(Inner)}}},{"eventSource":"aws:sqs","messageId":"3","body":"y"}]}""");
        var view = new CloudEventsView(new CloudEventOptions());

        view.Write(document, "r", new System.Buffers.ArrayBufferWriter<byte>());

        Assert.Equal([0, 1, 2], view.Events.ToArray().Select(place => place.Record));
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"","source":"/in","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"\u007f","source":"/in","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/in","type":"\ufffe"}""")]
    [InlineData("""{"specversion":"0.3","id":"1","source":"/in","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/in"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/in","type":"t","data":1,"data_base64":"AA=="}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/in","type":"t","data_base64":"A"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","id":"2","source":"/in","type":"t"}""")]
    [InlineData("""specversion {""")]
    [InlineData("""[{"specversion":"1.0","id":"1","source":"/in","type":"t"}]""")]
    public void What_only_looks_like_one_stays_a_message(string body)
    {
        var only = Assert.Single(Converter.Convert($$"""{"Records":[{"eventSource":"aws:sqs","messageId":"m","body":{{Quoted(body)}}}]}"""));

        Assert.Equal("m", only.GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("""{"specversion":"1.0","id":"","source":"/in","type":"t"}""", "/id", "")]
    [InlineData("""{"specversion":"2.0","id":"1","source":"/in","type":"t"}""", "/specversion", "has no specversion")]
    [InlineData("""[{"specversion":"1.0","id":"1","source":"/in","type":"t"},{"specversion":"1.0"}]""", "/1", "has no id")]
    [InlineData("""{"httpMethod":"POST","path":"/","headers":{"content-type":"application/cloudevents+json"},"body":"{","requestContext":{"elb":{}}}""", "/body", "is said to be a CloudEvent, but")]
    [InlineData("""{"Records":[{"eventSource":"aws:kinesis","kinesis":{"data":"%"}}]}""", "/Records/0/kinesis/data", "is not base64")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageId":"\ud800"}]}""", "/Records/0/messageId", "has an escape that is half")]
    [InlineData("""{"Records":[{"eventSource":"aws:sqs","messageId":"1"},7]}""", "/Records/1", "is no object")]
    [InlineData("""{"eventSource":"aws:kafka","records":{"t-0":[{"headers":[{"ce_id":[1]},{"ce_source":[1]},{"ce_type":[1]},{"ce_specversion":[300]}]}]}}""", "/records/t-0/0/headers/3/ce_specversion/0", "is no byte")]
    [InlineData("""{"httpMethod":"POST","path":"/","headers":{"ce-id":"%C0%A0","ce-source":"s","ce-type":"t","ce-specversion":"1.0"},"requestContext":{"elb":{}}}""", "/headers/ce-id", "is not UTF-8")]
    public void What_is_wrong_is_said_with_its_place(string json, string place, string problem)
    {
        var document = Converter.Load(json);

        var error = Assert.Throws<EventFormatException>(() => new CloudEventsView(new CloudEventOptions()).Write(document, "r", new System.Buffers.ArrayBufferWriter<byte>()));

        Assert.Equal(place.Length > 3 || place == "/1" ? place : "", error.Place);
        Assert.StartsWith(problem.Length > 0 ? problem : "has no id", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Binary_mode_without_content_type_is_bytes_and_nothing_is_made_up()
    {
        var only = Assert.Single(Converter.Convert("""{"httpMethod":"POST","path":"/","headers":{"ce-id":"1","ce-source":"s","ce-type":"Order%20Placed","ce-specversion":"1.0","ce-time":"2023-11-14T22:13:20Z"},"body":"{}","requestContext":{"elb":{}}}"""));

        Assert.Equal("e30=", only.GetProperty("data_base64").GetString());
        Assert.False(only.TryGetProperty("datacontenttype", out _));
        Assert.Equal("Order Placed", only.GetProperty("type").GetString());
    }

    [Fact]
    public void A_Kafka_tombstone_is_an_event_without_data()
    {
        var only = Assert.Single(Converter.Convert($$$$$$"""{"eventSource":"aws:kafka","records":{"t-0":[{"value":null,"headers":[{"ce_id":{{{{{{Bytes("é")}}}}}}},{"ce_source":{{{{{{Bytes("/s")}}}}}}},{"ce_type":{{{{{{Bytes("t")}}}}}}},{"ce_specversion":{{{{{{Bytes("1.0")}}}}}}}]}]}}"""));

        Assert.Equal("é", only.GetProperty("id").GetString());
        Assert.False(only.TryGetProperty("data", out _) || only.TryGetProperty("data_base64", out _));
    }

    private static string Quoted(string text) => JsonEncodedText.Encode(text) is var encoded ? $"\"{encoded}\"" : "";

    private static string Base64(string text) => $"\"{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\"";

    // As Java counts them.
    private static string Bytes(string text) => $"[{string.Join(',', Encoding.UTF8.GetBytes(text).Select(b => unchecked((sbyte)b)))}]";
}

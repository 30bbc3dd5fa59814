using System.Text;
using System.Text.Json;
using Sor.Events.CloudEvents;
using Sor.TestSupport;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>What a record carries, as data: JSON, text or bytes.</summary>
public sealed class PayloadTests
{
    [Theory]
    [InlineData("""{"a": 1.10}""", "application/json", "data", """{"a": 1.10}""")]
    [InlineData("12345678901234567890", "application/json", "data", "12345678901234567890")]
    [InlineData("Hello", "text/plain", "data", "\"Hello\"")]
    [InlineData("{broken", "text/plain", "data", "\"{broken\"")]
    [InlineData("a\tb\u0001\"é", "text/plain", "data", "\"a\\tb\\u0001\\\"é\"")]
    [InlineData("", "text/plain", "data", "\"\"")]
    public void A_message_is_JSON_or_text(string body, string type, string member, string data)
    {
        var only = Assert.Single(Converter.Convert($$"""{"Records":[{"eventSource":"aws:sqs","messageId":"m","body":"{{JsonEncodedText.Encode(body)}}"}]}""", CloudEventMode.Payload));

        Assert.Equal(type, only.GetProperty("datacontenttype").GetString());
        Assert.Equal(data, only.GetProperty(member).GetRawText());
    }

    [Theory]
    [InlineData("eyJhIjoxLjB9", "application/json", "data", """{"a":1.0}""")]
    [InlineData("SGVsbG8=", "text/plain", "data", "\"Hello\"")]
    [InlineData("/wA=", "application/octet-stream", "data_base64", "\"/wA=\"")]
    [InlineData("\\/wA=", "application/octet-stream", "data_base64", "\"/wA=\"")]
    [InlineData("", "text/plain", "data", "\"\"")]
    public void A_streams_bytes_are_JSON_text_or_bytes(string base64, string type, string member, string data)
    {
        var only = Assert.Single(Converter.Convert($$$"""{"Records":[{"eventSource":"aws:kinesis","kinesis":{"data":"{{{base64}}}"}}]}""", CloudEventMode.Payload));

        Assert.Equal(type, only.GetProperty("datacontenttype").GetString());
        Assert.Equal(data, only.GetProperty(member).GetRawText());
    }

    [Theory]
    [InlineData("application/vnd.api+json; charset=utf-8", "{\"a\":1}", false, "data", "{\"a\":1}")]
    [InlineData("application/json", "{broken", false, "data_base64", "\"e2Jyb2tlbg==\"")]
    [InlineData("image/svg+xml", "PHN2Zz4=", true, "data", "\"<svg>\"")]
    [InlineData("text/plain; charset=iso-8859-1", "6Q==", true, "data_base64", "\"6Q==\"")]
    [InlineData("image/png", "iVBO", true, "data_base64", "\"iVBO\"")]
    [InlineData("application/json", "H4s=", true, "data_base64", "\"H4s=\"")]
    public void A_requests_body_has_the_type_that_it_declares(string type, string body, bool isBase64, string member, string data)
    {
        var only = Assert.Single(Converter.Convert(
            $$$$$$"""{"httpMethod":"POST","path":"/","headers":{"Content-Type":"{{{{{{type}}}}}}"},"body":"{{{{{{JsonEncodedText.Encode(body)}}}}}}","isBase64Encoded":{{{{{{(isBase64 ? "true" : "false")}}}}}},"requestContext":{"elb":{}}}""", CloudEventMode.Payload));

        Assert.Equal(type, only.GetProperty("datacontenttype").GetString());
        Assert.Equal(data, only.GetProperty(member).GetRawText());
    }

    [Theory]
    [InlineData("""{"httpMethod":"GET","path":"/","body":null,"requestContext":{"elb":{}}}""")]
    [InlineData("""{"httpMethod":"GET","path":"/","requestContext":{"elb":{}}}""")]
    [InlineData("""{"eventSource":"aws:kafka","records":{"t-0":[{"topic":"t","value":null}]}}""")]
    public void Nothing_is_no_data(string json)
    {
        var only = Assert.Single(Converter.Convert(json, CloudEventMode.Payload));

        Assert.False(only.TryGetProperty("data", out _) || only.TryGetProperty("data_base64", out _) || only.TryGetProperty("datacontenttype", out _));
    }

    [Theory]
    [InlineData(CloudEventMode.Record)]
    [InlineData(CloudEventMode.Payload)]
    public void A_message_of_a_WebSocket_is_its_body(CloudEventMode mode)
    {
        var only = Assert.Single(Converter.Convert("""{"requestContext":{"connectionId":"c","eventType":"MESSAGE"},"body":"{\"a\":1.0}"}""", mode));

        Assert.Equal("""{"a":1.0}""", only.GetProperty("data").GetRawText());
    }

    [Fact]
    public void The_detail_that_is_a_string_is_what_stands_in_it() =>
        Assert.Equal("{}", Assert.Single(Converter.Convert("""{"detail-type":"x","source":"s","detail":"{}"}""", CloudEventMode.Payload)).GetProperty("data").GetRawText());

    [Fact]
    public void Lines_of_a_log_are_their_messages() => Assert.Equal(
        ["\"one\"", """{"n":1.0}"""],
        Converter.Convert(SourceCase.All.First(sample => sample.Kind == EventKind.CloudWatchLogs).Event, CloudEventMode.Payload).Select(e => e.GetProperty("data").GetRawText()));

    [Fact]
    public void A_record_is_copied_byte_for_byte()
    {
        const string Detail = """{ "a" : 12345678901234567890.10, "\u0061b":"\/\u00e9", "big":1e400 }""";

        Assert.Equal(Detail, Assert.Single(Converter.Convert($$"""{"detail-type":"x","source":"s","detail":{{Detail}}}""")).GetProperty("data").GetRawText());
    }

    [Fact]
    public void Ten_thousand_records_become_ten_thousand_events()
    {
        var records = string.Join(',', Enumerable.Range(0, 10_000).Select(i => $$$"""{"eventSource":"aws:kinesis","eventID":"s:{{{i}}}","kinesis":{"partitionKey":"p","sequenceNumber":"{{{i}}}","data":"SGVsbG8="}}"""));

        Assert.Equal(10_000, Converter.Convert($$"""{"Records":[{{records}}]}""").Length);
    }

    [Theory]
    [InlineData(EventKind.Sqs)]
    [InlineData(EventKind.Sns)]
    [InlineData(EventKind.S3)]
    [InlineData(EventKind.EventBridge)]
    [InlineData(EventKind.Kinesis)]
    public void The_common_kinds_allocate_nothing_when_warm(EventKind kind)
    {
        var document = new EventDocument();
        var json = Encoding.UTF8.GetBytes(SourceCase.All.First(sample => sample.Kind == kind).Event);
        var view = new CloudEventsView(new CloudEventOptions { FunctionArn = Converter.FunctionArn });
        var output = new System.Buffers.ArrayBufferWriter<byte>(64 * 1024);
        for (var i = 0; i < 3; i++)
            Convert();

        Assert.False(Allocations.AreMadeBy(Convert));

        void Convert()
        {
            output.ResetWrittenCount();
            document.Load(json);
            view.Write(document, "request", output);
        }
    }
}

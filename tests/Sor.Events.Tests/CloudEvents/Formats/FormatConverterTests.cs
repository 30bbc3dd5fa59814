using System.Buffers;
using System.Text;
using CsCheck;
using Sor.Events.CloudEvents.Formats;

namespace Sor.Events.Tests.CloudEvents.Formats;

public sealed class FormatConverterTests
{
    private const string Must = "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"";
    private const string MustHeaders = "[\"ce-specversion\",\"1.0\"],[\"ce-id\",\"1\"],[\"ce-source\",\"/s\"],[\"ce-type\",\"t\"]";

    private readonly FormatConverter _converter = new();

    [Theory]
    [InlineData("\"data\":\"\\\"x\\\"\"", "[\"content-type\",\"application/json\"],", "\"\\\"\\\\\\\"x\\\\\\\"\\\"\"", "utf8")]
    [InlineData("\"data\":null", "[\"content-type\",\"application/json\"],", "\"null\"", "utf8")]
    [InlineData("\"data\":{\"n\":12345678901234567890.10}", "[\"content-type\",\"application/json\"],", "\"{\\\"n\\\":12345678901234567890.10}\"", "utf8")]
    [InlineData("\"data_base64\":\"/w==\"", "", "\"/w==\"", "base64")]
    [InlineData("\"data_base64\":null", "", "\"\"", "utf8")]
    [InlineData("\"subject\":null,\"dataschema\":\"#\"", "", "\"\"", "utf8")]
    public void Data_of_a_structured_event_becomes_a_body(string data, string contentType, string body, string encoding) =>
        Assert.Equal(
            $"{{\"headers\":[{contentType}{MustHeaders}],\"body\":{body},\"bodyEncoding\":\"{encoding}\"}}",
            Convert($"{{{Must},{data}}}", ContentMode.Structured, ContentMode.Binary));

    [Theory]
    [InlineData("[\"Content-Type\",\"text/plain\"],", "\"a\\u0022\"", "\"datacontenttype\":\"text/plain\"", "\"data\":\"a\\\"\"")]
    [InlineData("[\"Content-Type\",\"application/vnd.x+json; a=b\"],", "\" {\\\"a\\\":1.0}\"", "\"datacontenttype\":\"application/vnd.x+json; a=b\"", "\"data\": {\"a\":1.0}")]
    [InlineData("[\"Content-Type\",\"application/json\"],", "\"{\"", "\"datacontenttype\":\"application/json\"", "\"data_base64\":\"ew==\"")]
    [InlineData("[\"Content-Type\",\"text/plain; charset=iso-8859-1\"],", "\"a\"", "\"datacontenttype\":\"text/plain; charset=iso-8859-1\"", "\"data_base64\":\"YQ==\"")]
    [InlineData("[\"Content-Type\",\"image/png\"],", "\"a\"", "\"datacontenttype\":\"image/png\"", "\"data_base64\":\"YQ==\"")]
    public void A_body_becomes_data_by_its_type(string contentType, string body, string attribute, string data) =>
        Assert.Equal($"{{{attribute},{Must},{data}}}", Convert($"{{\"headers\":[{contentType}{MustHeaders}],\"body\":{body}}}", ContentMode.Binary, ContentMode.Structured));

    [Fact]
    public void A_body_without_type_is_bytes() =>
        Assert.Equal($"{{{Must},\"data_base64\":\"e30=\"}}", Convert($"{{\"headers\":[{MustHeaders}],\"body\":\"{{}}\"}}", ContentMode.Binary, ContentMode.Structured));

    [Theory]
    [InlineData("{\"x\":1}", "", "has no specversion")]
    [InlineData("{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"/s\",\"type\":\"t\"}", "", "has no id")]
    [InlineData("{\"specversion\":\"0.3\"}", "/specversion", "is no version")]
    [InlineData("{" + Must + ",\"id\":\"2\"}", "/id", "'id' stands twice")]
    [InlineData("{" + Must + ",\"Upper\":\"2\"}", "/Upper", "is no attribute")]
    [InlineData("{" + Must + ",\"x\":2147483648}", "/x", "is no Integer")]
    [InlineData("{" + Must + ",\"x\":1.0}", "/x", "is no Integer")]
    [InlineData("{" + Must + ",\"x\":{}}", "/x", "is no value")]
    [InlineData("{" + Must + ",\"subject\":5}", "/subject", "is no string")]
    [InlineData("{" + Must + ",\"x\":\"\\u0007\"}", "/x", "has a character")]
    [InlineData("{" + Must + ",\"x\":\"\\ud800\"}", "/x", "has an escape that is half")]
    [InlineData("{" + Must + ",\"time\":\"yesterday\"}", "/time", "is no time")]
    [InlineData("{" + Must + ",\"dataschema\":\"a/b\"}", "/dataschema", "is no absolute URI")]
    [InlineData("{" + Must + ",\"data\":1,\"data_base64\":\"\"}", "/data_base64", "stands beside data")]
    [InlineData("{" + Must + ",\"data_base64\":\"!\"}", "/data_base64", "is not base64")]
    [InlineData("{" + Must + ",\"datacontenttype\":\"text/plain\",\"data\":1}", "/data", "is no string")]
    [InlineData("[{" + Must + "}]", "", "is an array")]
    public void What_is_no_event_is_refused_with_its_place(string json, string place, string problem)
    {
        var error = Assert.Throws<EventFormatException>(() => Convert(json, ContentMode.Structured, ContentMode.Binary));

        Assert.Equal(place, error.Place);
        Assert.StartsWith(problem, error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[\"ce-x\",\"%C0%A0\"]", "/headers/ce-x: is not UTF-8")]
    [InlineData("[\"ce-x\",\"a%0D%0Ab\"]", "/headers/ce-x: has a character")]
    [InlineData("[\"ce-x-y\",\"a\"]", "/headers/ce-x-y: is no attribute")]
    [InlineData("[\"ce-x\",\"a\"],[\"CE-X\",\"a\"]", "/headers/CE-X: stands twice")]
    [InlineData("[\"content-type\",\"Application/CloudEvents+json\"]", "has the content-type of a structured event")]
    [InlineData("[\"x\",\"a\\r\\nb\"]", "is no value of a header")]
    public void Headers_that_lie_are_refused(string header, string problem)
    {
        var error = Assert.Throws<EventFormatException>(() => Convert($"{{\"headers\":[{MustHeaders},{header}],\"body\":\"\"}}", ContentMode.Binary, ContentMode.Structured));

        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_of_the_data_that_Event_Grid_writes_as_schema_becomes_an_extension() =>
        Assert.Equal($"[{{{Must},\"dataversion\":\"2\"}}]", Convert($"{{{Must},\"dataschema\":\"#2\"}}", ContentMode.Structured, ContentMode.Batch));

    [Theory]
    [InlineData("[]", "[]")]
    [InlineData("[{" + Must + "}]", "{" + Must + "}")]
    [InlineData("[{" + Must + "},{" + Must + "}]", "[{" + Must + "},{" + Must + "}]")]
    public void One_event_of_a_batch_stands_alone(string batch, string structured) =>
        Assert.Equal(structured, Convert(batch, ContentMode.Batch, ContentMode.Structured));

    [Fact]
    public void A_structured_event_is_read_out_of_its_message() =>
        Assert.Equal(
            $"{{{Must}}}",
            Convert($"{{\"headers\":{{\"Content-Type\":\"application/cloudevents+json; charset=utf-8\"}},\"body\":\"{{{Must.Replace("\"", "\\\"", StringComparison.Ordinal)}}}\"}}", ContentMode.Structured, ContentMode.Structured));

    [Theory]
    [InlineData("Euro € 😀", "Euro%20%E2%82%AC%20%F0%9F%98%80")]
    [InlineData("100%\"~", "100%25%22~")]
    [InlineData("%20", "%2520")]
    public void A_header_value_is_encoded_once(string value, string header)
    {
        Assert.Equal(header, Encode(value));
        Assert.Equal(value, Decode(header));
    }

    [Theory]
    [InlineData("\"a\\\"b%20c\"", "a\"b c")]
    [InlineData("\"\\%41\"", "A")]
    [InlineData("%e2%82%ac%41", "€A")]
    [InlineData("5%", "5%")]
    public void A_header_value_is_decoded_leniently(string header, string value) => Assert.Equal(value, Decode(header));

    [Fact]
    public void Every_text_comes_back_from_a_header() =>
        Gen.String.Where(static text => !text.Any(char.IsSurrogate)).Sample(text => Decode(Encode(text)) == text);

    [Fact]
    public void An_event_comes_back_from_every_mode()
    {
        var texts = Gen.String[Gen.Char[' ', '\u024F'].Where(static c => c is < '\u007F' or > '\u009F'), 1, 30];
        Gen.Select(texts, texts, Gen.Bool).Sample((subject, data, isText) =>
        {
            var json = $"{{{(isText ? "\"datacontenttype\":\"text/plain\"" : "\"datacontenttype\":\"application/json\"")},{Must},\"subject\":{Quote(subject)},\"data\":{Quote(data)}}}";
            var batch = Convert(json, ContentMode.Structured, ContentMode.Batch);
            var binary = Convert(batch, ContentMode.Batch, ContentMode.Binary);
            var again = Convert(Convert(binary, ContentMode.Binary, ContentMode.Batch), ContentMode.Batch, ContentMode.Structured);
            return again == Convert(json, ContentMode.Structured, ContentMode.Structured);
        }, threads: 1);
    }

    private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string Encode(string value)
    {
        var output = new ArrayBufferWriter<byte>();
        HeaderValue.Encode(Encoding.UTF8.GetBytes(value), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Decode(string header)
    {
        var output = new ArrayBufferWriter<byte>();
        Assert.True(HeaderValue.TryDecode(Encoding.UTF8.GetBytes(header), output));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private string Convert(string json, ContentMode from, ContentMode to)
    {
        var output = new ArrayBufferWriter<byte>();
        _converter.Convert(Encoding.UTF8.GetBytes(json), from, to, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

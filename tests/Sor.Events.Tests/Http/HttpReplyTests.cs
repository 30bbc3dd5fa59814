using System.Buffers;
using System.Text;
using Sor.Events.Http;

namespace Sor.Events.Tests.Http;

public sealed class HttpReplyTests
{
    private const string Rest = """{"httpMethod":"GET","requestContext":{}}""";
    private const string Api = """{"requestContext":{"http":{"method":"GET"}}}""";
    private const string Alb = """{"httpMethod":"GET","headers":{},"requestContext":{"elb":{}}}""";
    private const string AlbMulti = """{"httpMethod":"GET","multiValueHeaders":{},"requestContext":{"elb":{}}}""";
    private const string Lattice = """{"method":"GET","raw_path":"/"}""";
    private const string Edge = """{"Records":[{"cf":{"request":{"method":"GET","uri":"/"}}}]}""";
    private const string Azure = """{"Data":{"req":{"Url":"/","Method":"GET"}},"Metadata":{}}""";
    private const string OpenWhisk = """{"__ow_method":"get","__ow_headers":{}}""";
    private const string Two = """{"statusCode":200,"headers":[["Set-Cookie","a=1"],["X-A","1"],["set-cookie","b=2"],["x-a","2"],["Content-Length","9"],["Connection","x"]],"body":"é","bodyEncoding":"utf8"}""";

    [Theory]
    [InlineData(Rest, """{"statusCode":200,"multiValueHeaders":{"set-cookie":["a=1","b=2"],"x-a":["1","2"]},"body":"é","isBase64Encoded":false}""")]
    [InlineData(Api, """{"statusCode":200,"headers":{"x-a":"1, 2"},"cookies":["a=1","b=2"],"body":"é","isBase64Encoded":false}""")]
    [InlineData(Alb, """{"statusCode":200,"statusDescription":"200 OK","headers":{"set-cookie":"b=2","x-a":"1, 2"},"body":"é","isBase64Encoded":false}""")]
    [InlineData(AlbMulti, """{"statusCode":200,"statusDescription":"200 OK","multiValueHeaders":{"set-cookie":["a=1","b=2"],"x-a":["1","2"]},"body":"é","isBase64Encoded":false}""")]
    [InlineData(Lattice, """{"statusCode":200,"statusDescription":"200 OK","headers":{"set-cookie":"b=2","x-a":"1, 2"},"body":"é","isBase64Encoded":false}""")]
    [InlineData(Edge, """{"status":"200","statusDescription":"OK","headers":{"set-cookie":[{"key":"Set-Cookie","value":"a=1"},{"key":"set-cookie","value":"b=2"}],"x-a":[{"key":"X-A","value":"1"},{"key":"x-a","value":"2"}]},"body":"é","bodyEncoding":"text"}""")]
    [InlineData(Azure, """{"Outputs":{"res":{"statusCode":200,"headers":{"set-cookie":"b=2","x-a":"1, 2"},"body":"é"}},"Logs":[],"ReturnValue":null}""")]
    [InlineData(OpenWhisk, """{"statusCode":200,"headers":{"set-cookie":["a=1","b=2"],"x-a":["1","2"]},"body":"é"}""")]
    [InlineData("""{"requestContext":{"connectionId":"c","eventType":"MESSAGE"}}""", """{"statusCode":200,"body":"é"}""")]
    public void Each_provider_is_given_its_own_form(string e, string reply)
    {
        Assert.Equal(reply, HttpForms.Reply(e, Two, out var warning).GetRawText());
        Assert.Equal(e is Alb or Lattice or Azure, warning is not null);
    }

    [Fact]
    public void A_load_balancer_is_told_the_phrase() =>
        Assert.Equal("""{"statusCode":404,"statusDescription":"404 Not Found","headers":{},"body":"no","isBase64Encoded":false}""",
            HttpForms.Reply(Alb, """{"statusCode":404,"body":"no"}""").GetRawText());

    [Theory]
    [InlineData("application/problem+json", "e30=", "base64", "{}", false)]
    [InlineData("image/svg+xml", "PHN2Zy8+", "base64", "<svg/>", false)]
    [InlineData("text/plain; charset=iso-8859-1", "6Q==", "base64", "6Q==", true)]
    [InlineData("text/plain", "6Q==", "base64", "6Q==", true)]
    [InlineData("image/png", "aGk=", "base64", "aGk=", true)]
    [InlineData("application/protobuf", "hi", "utf8", "aGk=", true)]
    [InlineData("Application/JSON ; Charset=\\\"UTF-8\\\"", "\\u00e9\\u0001\\\"", "utf8", "é\u0001\"", false)]
    [InlineData("text/html", "", "base64", "", false)]
    public void Text_is_what_the_type_and_the_bytes_say(string type, string body, string encoding, string expected, bool isBase64)
    {
        var reply = HttpForms.Reply(Api, $$"""{"statusCode":200,"headers":[["Content-Type","{{type}}"]],"body":"{{body}}","bodyEncoding":"{{encoding}}"}""");

        Assert.Equal((expected, isBase64), (reply.Text("body"), reply.GetProperty("isBase64Encoded").GetBoolean()));
    }

    [Theory]
    [InlineData("""{"content-type":"application/json","content-encoding":"gzip"}""", "e30=", true)]
    [InlineData("""{"content-type":"application/json","content-encoding":"identity"}""", "e30=", false)]
    [InlineData("{}", "e30=", false)]
    [InlineData("{}", "AA==", true)]
    public void What_is_compressed_or_unknown_is_text_only_if_it_can_be(string headers, string body, bool isBase64) =>
        Assert.Equal(isBase64, HttpForms.Reply(Api, $$"""{"statusCode":200,"headers":{{headers}},"body":"{{body}}","isBase64Encoded":true}""").GetProperty("isBase64Encoded").GetBoolean());

    [Theory]
    [InlineData("""{"requestContext":{"http":{"method":"HEAD"}}}""", 200)]
    [InlineData(Api, 204)]
    [InlineData(Api, 304)]
    public void Responses_that_have_no_body_are_given_none(string e, int status) =>
        Assert.Equal("", HttpForms.Reply(e, $$"""{"statusCode":{{status}},"body":"x"}""").Text("body"));

    [Fact]
    public void Lambdas_own_form_is_read_as_well()
    {
        var reply = HttpForms.Reply(Rest, """
            {"statusCode":"201","headers":{"X-A":"2","n":5,"b":true,"z":null},"multiValueHeaders":{"x-a":["1","2"]},"cookies":["c=1"],"body":{"a": 1.0}}
            """);

        Assert.Equal("""{"statusCode":201,"multiValueHeaders":{"x-a":["1","2"],"n":["5"],"b":["true"],"set-cookie":["c=1"]},"body":"{\"a\": 1.0}","isBase64Encoded":false}""", reply.GetRawText());
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    [InlineData("""{"statusCode":101}""", "/statusCode")]
    [InlineData("""{"statusCode":200.5}""", "/statusCode")]
    [InlineData("""{"statusCode":99999999999999999999}""", "/statusCode")]
    [InlineData("""{"statusCode":200,"headers":[["a"]]}""", "/headers/0")]
    [InlineData("""{"statusCode":200,"headers":[["a","b","c"]]}""", "/headers/0")]
    [InlineData("""{"statusCode":200,"headers":[["a","b\r\nc: d"]]}""", "/headers/0/1")]
    [InlineData("""{"statusCode":200,"headers":[["a:","b"]]}""", "/headers/0/0")]
    [InlineData("""{"statusCode":200,"cookies":["a\nb"]}""", "/cookies/0")]
    [InlineData("""{"statusCode":200,"body":"!","isBase64Encoded":true}""", "/body")]
    [InlineData("""{"statusCode":200,"body":"","bodyEncoding":"utf-8"}""", "/bodyEncoding")]
    public void What_is_no_response_is_refused_with_its_place(string response, string place) =>
        Assert.Equal(place, Assert.Throws<EventFormatException>(() => HttpForms.Reply(Api, response)).Place);

    [Theory]
    [InlineData(" {\"a\": 1.0}\n", """{"statusCode":200,"headers":{"content-type":"application/json"},"cookies":[],"body":"{\"a\": 1.0}","isBase64Encoded":false}""")]
    [InlineData("\"text\"", """{"statusCode":200,"headers":{"content-type":"application/json"},"cookies":[],"body":"\"text\"","isBase64Encoded":false}""")]
    [InlineData("null", """{"statusCode":200,"headers":{"content-type":"application/json"},"cookies":[],"body":"null","isBase64Encoded":false}""")]
    [InlineData("""{"statusCode":204}""", """{"statusCode":204,"headers":{},"cookies":[],"body":"","isBase64Encoded":false}""")]
    public void An_answer_without_a_status_is_the_body_of_a_response(string answer, string reply) =>
        Assert.Equal(reply, HttpForms.Reply(Api, view => view.LoadAnswer(Encoding.UTF8.GetBytes(answer))).GetRawText());

    [Theory]
    [InlineData("text/plain", "61c3a9", "aé", false)]
    [InlineData("text/plain", "61c3", "YcM=", true)]
    [InlineData("image/png", "61", "YQ==", true)]
    [InlineData("text/plain", "", "", false)]
    public void Any_bytes_can_be_the_body_of_a_response(string type, string hex, string body, bool isBase64)
    {
        var reply = HttpForms.Reply(Api, view => view.LoadBody(Convert.FromHexString(hex), type));

        Assert.Equal((body, isBase64, type), (reply.Text("body"), reply.GetProperty("isBase64Encoded").GetBoolean(), reply.GetProperty("headers").Text("content-type")));
    }

    [Fact]
    public void A_content_type_that_would_end_its_header_is_refused() =>
        Assert.Throws<EventFormatException>(() => HttpForms.Reply(Api, view => view.LoadBody(Array.Empty<byte>(), "text/plain\r\nx: y")));

    [Theory]
    [InlineData(Edge, """{"method":"GET","uri":"/b"}""", true)]
    [InlineData(Edge, """{"status":"302"}""", true)]
    [InlineData(Edge, """{"statusCode":302}""", false)]
    [InlineData(Azure, """{"Outputs":{}}""", true)]
    [InlineData(OpenWhisk, """{"error":{"statusCode":400}}""", true)]
    [InlineData(Api, """{"status":"302"}""", false)]
    public void Providers_have_answers_that_are_no_responses(string e, string answer, bool isOwn)
    {
        var (document, reply) = (new EventDocument(), new EventDocument());
        document.Load(Encoding.UTF8.GetBytes(e));
        reply.Load(Encoding.UTF8.GetBytes(answer), EventKind.Raw);

        Assert.Equal(isOwn, HttpReplyTarget.IsOwnForm(document.Kind, reply));
    }

    [Fact]
    public void OpenWhisk_is_given_JSON_as_base64() =>
        Assert.Equal("e30=", HttpForms.Reply(OpenWhisk, """{"statusCode":200,"headers":[["content-type","application/json"]],"body":"{}"}""").Text("body"));

    [Fact]
    public void Azure_is_given_no_binary_body() =>
        Assert.Equal("/body", Assert.Throws<EventFormatException>(
            () => HttpForms.Reply(Azure, """{"statusCode":200,"headers":[["content-type","image/png"]],"body":"AA==","bodyEncoding":"base64"}""")).Place);

    [Theory]
    [InlineData(EventKind.FunctionUrl, """{"statusCode":200,"headers":{"x-a":"1, 2","content-type":"application/octet-stream"},"cookies":["a=1","b=2"]}""")]
    [InlineData(EventKind.RestV1, """{"statusCode":200,"multiValueHeaders":{"set-cookie":["a=1","b=2"],"x-a":["1","2"],"content-type":["application/octet-stream"]}}""")]
    public void A_stream_begins_with_a_prelude(EventKind kind, string prelude)
    {
        var view = new HttpResponseView();
        view.Load(Encoding.UTF8.GetBytes(Two));
        var output = new ArrayBufferWriter<byte>();
        HttpPrelude.Write(view, kind, output);

        Assert.Equal(prelude + new string('\0', 8), Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void A_prelude_that_the_platform_would_not_read_is_refused()
    {
        var view = new HttpResponseView();
        view.Load(Encoding.UTF8.GetBytes($$"""{"statusCode":200,"headers":{"x":"{{new string('y', HttpPrelude.MaxBytes)}}"} }"""));

        Assert.Throws<EventFormatException>(() => HttpPrelude.Write(view, EventKind.RestV1, new ArrayBufferWriter<byte>()));
    }
}

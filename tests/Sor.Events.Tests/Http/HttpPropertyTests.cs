using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Sor.Events.Http;
using Sor.TestSupport;

namespace Sor.Events.Tests.Http;

/// <summary>For every kind: what a client sent is what the application is given, and what it answers is what the client receives.</summary>
public sealed class HttpPropertyTests
{
    private static readonly Gen<string> s_text = Gen.OneOf(
        Gen.String[Gen.Char[' ', '~'], 0, 12], Gen.Const("é€😀"), Gen.Const("a b&c=d#e?f+g%2Fh\"\\"), Gen.Const(""));

    private static readonly Gen<string> s_headerValue = Gen.String[Gen.Char[' ', '~'], 0, 20].Select(text => text.Trim(' '));

    private static readonly Gen<byte[]> s_body = Gen.OneOf(Gen.Byte.Array[0, 40], s_text.Select(Encoding.UTF8.GetBytes), Gen.Const("{\"a\":\"\\u00e9\n\"}"u8.ToArray()));

    private static readonly Gen<Exchange> s_exchange =
        from segments in s_text.Array[0, 4]
        from query in Gen.Select(s_text, s_text).Array[0, 4]
        from headers in s_headerValue.Array[0, 4]
        from body in s_body
        from cookies in Gen.String[Gen.Char['a', 'z'], 1, 8].Array[0, 3]
        select new Exchange("/" + string.Join("/", segments.Select(Uri.EscapeDataString)), query, headers, body, cookies);

    public static TheoryData<EventKind> Kinds => new(
        EventKind.RestV1, EventKind.HttpApiV2, EventKind.FunctionUrl, EventKind.Alb, EventKind.VpcLatticeV1, EventKind.VpcLatticeV2,
        EventKind.LambdaEdge, EventKind.AzureHttp, EventKind.OpenWhiskWeb);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_application_is_given_what_the_client_sent(EventKind kind) => s_exchange.Sample(exchange =>
    {
        var e = exchange.ToEvent(kind);
        var form = HttpForms.Request(e.ToJsonString());

        var sent = exchange.Headers.Select((value, i) => $"x-{i}: {value}");
        var given = form.GetProperty("headers").EnumerateArray().Select(pair => $"{pair[0]}: {pair[1]}").Where(line => line.StartsWith("x-", StringComparison.Ordinal));
        Assert.Equal((EventKinds.Name(kind), exchange.Path, exchange.Query), (form.Text("kind")!, form.Text("path")!, form.Text("query")!));
        Assert.Equal(sent, given);
        Assert.Equal(exchange.BodyFor(kind), form.Body());
        Assert.Equal(exchange.BodyFor(kind).Length.ToString(System.Globalization.CultureInfo.InvariantCulture), form.Header("content-length"));
    });

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_client_receives_what_the_application_answered(EventKind kind)
    {
        var types = Gen.OneOf(Gen.Const("text/plain"), Gen.Const("application/json"), Gen.Const("image/png"), Gen.Const("text/html; charset=latin1"), Gen.Const(""));
        Gen.Select(s_exchange, types, Gen.Int[200, 599]).Sample((exchange, type, status) =>
        {
            // The one cannot be given binary; the other is told by the type alone.
            var body = kind == EventKind.AzureHttp ? [] : exchange.Body;
            if (kind == EventKind.OpenWhiskWeb)
                (type, body) = type == "text/plain" ? (type, "té"u8.ToArray()) : ("image/png", body);
            var response = new JsonObject
            {
                ["statusCode"] = status,
                ["headers"] = new JsonArray([.. exchange.ResponseHeaders(type).Select(pair => new JsonArray(pair.Name, pair.Value))]),
                ["body"] = Convert.ToBase64String(body),
                ["bodyEncoding"] = "base64",
            };
            var reply = HttpForms.Reply(exchange.ToEvent(kind).ToJsonString(), response.ToJsonString());

            var received = ReceivedReply.Of(kind, reply);
            Assert.Equal(status, received.Status);
            Assert.Equal(status is 204 or 304 ? [] : body, received.Body);
            Assert.Equal(exchange.ResponseHeaders(type).Where(pair => pair.Name != "set-cookie").Select(pair => $"{pair.Name}: {pair.Value}"), received.Headers);
            var holdsAll = kind is not (EventKind.Alb or EventKind.VpcLatticeV1 or EventKind.VpcLatticeV2 or EventKind.AzureHttp);
            Assert.Equal(holdsAll ? exchange.Cookies : exchange.Cookies.TakeLast(1), received.Cookies);
        });
    }

    [Fact]
    public void The_second_event_allocates_nothing()
    {
        var body = new string('x', 1200);
        var json = Encoding.UTF8.GetBytes($$$"""
            {"version":"2.0","rawPath":"/prod/items/1","rawQueryString":"a=1","cookies":["a=1","b=2"],"headers":{"accept":"*/*","host":"h.example","content-type":"application/json","x-a":"a\"b"},
            "requestContext":{"stage":"prod","domainName":"d","http":{"method":"POST","protocol":"HTTP/1.1","sourceIp":"192.0.2.1"}},"body":"{\"a\":\"{{{body}}}\"}","isBase64Encoded":false}
            """);
        var (document, request, output) = (new EventDocument(), new HttpRequestView(), new ArrayBufferWriter<byte>(8192));
        Convert();
        Convert();

        Assert.False(Allocations.AreMadeBy(Convert));

        void Convert()
        {
            output.ResetWrittenCount();
            document.Load(json);
            request.Load(document, HttpViewOptions.Default);
            HttpRequestForm.Write(request, output);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_body_of_six_megabytes_is_copied_once(bool isBase64)
    {
        var body = new string('A', 6 * 1024 * 1024);
        var json = Encoding.UTF8.GetBytes($$"""{"method":"POST","raw_path":"/","body":"{{body}}","is_base64_encoded":{{(isBase64 ? "true" : "false")}}}""");
        var (document, request, output) = (new EventDocument(), new HttpRequestView(), new ArrayBufferWriter<byte>(body.Length + 4096));
        document.Load(json);
        request.Load(document, HttpViewOptions.Default);
        var before = GC.GetAllocatedBytesForCurrentThread();

        document.Load(json);
        request.Load(document, HttpViewOptions.Default);
        HttpRequestForm.Write(request, output);

        // A collection for another test moves the counter by some KB; a copy of the body would be megabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, body.Length / 16);
        Assert.InRange(output.WrittenCount, body.Length, body.Length + 1000);
    }

    private sealed record Exchange(string Path, (string, string)[] Pairs, string[] Headers, byte[] Body, string[] Cookies)
    {
        public string Query => string.Join("&", Pairs.DistinctBy(pair => pair.Item1).Select(pair => $"{Uri.EscapeDataString(pair.Item1)}={Uri.EscapeDataString(pair.Item2)}"));

        // These two give text only.
        public byte[] BodyFor(EventKind kind) => kind is EventKind.AzureHttp or EventKind.OpenWhiskWeb ? "té\n"u8.ToArray() : Body;

        public IEnumerable<(string Name, string Value)> ResponseHeaders(string type)
        {
            if (type.Length > 0)
                yield return ("content-type", type);
            for (var i = 0; i < Headers.Length; i++)
                yield return ($"x-{i}", Headers[i]);
            foreach (var cookie in Cookies)
                yield return ("set-cookie", cookie);
        }

        public JsonObject ToEvent(EventKind kind)
        {
            var pairs = Pairs.DistinctBy(pair => pair.Item1).ToArray();
            var decoded = new JsonObject(pairs.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Item1, new JsonArray(pair.Item2))));
            var raw = new JsonObject(pairs.Select(pair => KeyValuePair.Create<string, JsonNode?>(Uri.EscapeDataString(pair.Item1), Uri.EscapeDataString(pair.Item2))));
            var single = new JsonObject(Headers.Select((value, i) => KeyValuePair.Create<string, JsonNode?>($"x-{i}", value)));
            var multi = new JsonObject(Headers.Select((value, i) => KeyValuePair.Create<string, JsonNode?>($"x-{i}", new JsonArray(value))));
            var body = Convert.ToBase64String(Body);
            var text = Encoding.UTF8.GetString(BodyFor(EventKind.AzureHttp));
            return kind switch
            {
                EventKind.RestV1 => new() { ["httpMethod"] = "POST", ["path"] = Path, ["multiValueQueryStringParameters"] = decoded, ["multiValueHeaders"] = multi, ["body"] = body, ["isBase64Encoded"] = true, ["requestContext"] = new JsonObject() },
                EventKind.HttpApiV2 => Api("d.example", single, body),
                EventKind.FunctionUrl => Api("x.lambda-url.eu-west-1.on.aws", single, body),
                EventKind.Alb => new() { ["httpMethod"] = "POST", ["path"] = Path, ["queryStringParameters"] = raw, ["headers"] = single, ["body"] = body, ["isBase64Encoded"] = true, ["requestContext"] = new JsonObject { ["elb"] = new JsonObject() } },
                EventKind.VpcLatticeV1 => new() { ["method"] = "POST", ["raw_path"] = Path + "?x", ["query_string_parameters"] = raw, ["headers"] = single, ["body"] = body, ["is_base64_encoded"] = true },
                EventKind.VpcLatticeV2 => new() { ["version"] = "2.0", ["method"] = "POST", ["path"] = Path, ["queryStringParameters"] = raw, ["headers"] = multi, ["body"] = body, ["isBase64Encoded"] = true, ["requestContext"] = new JsonObject { ["serviceArn"] = "arn" } },
                EventKind.LambdaEdge => Edge(body),
                EventKind.AzureHttp => new() { ["Metadata"] = new JsonObject(), ["Data"] = new JsonObject { ["req"] = new JsonObject { ["Url"] = $"https://h{Path}?{Query}", ["Method"] = "POST", [nameof(Headers)] = multi, [nameof(Body)] = text } } },
                _ => OpenWhisk(single, text),
            };
        }

        private static JsonObject Keyed(string value) => new() { ["value"] = value };

        private JsonObject Api(string domain, JsonObject headers, string body) => new()
        {
            ["rawPath"] = Path,
            ["rawQueryString"] = Query,
            ["headers"] = headers,
            ["body"] = body,
            ["isBase64Encoded"] = true,
            ["requestContext"] = new JsonObject { ["domainName"] = domain, ["http"] = new JsonObject { ["method"] = "POST" } },
        };

        private JsonObject Edge(string body)
        {
            var headers = new JsonObject(Headers.Select((value, i) => KeyValuePair.Create<string, JsonNode?>($"x-{i}", new JsonArray(Keyed(value)))));
            var request = new JsonObject { ["method"] = "POST", ["uri"] = Path, ["querystring"] = Query, ["headers"] = headers, ["body"] = new JsonObject { ["data"] = body, ["encoding"] = "base64" } };
            return new() { ["Records"] = new JsonArray(new JsonObject { ["cf"] = new JsonObject { ["request"] = request } }) };
        }

        private JsonObject OpenWhisk(JsonObject headers, string text)
        {
            headers["content-type"] = "text/plain";
            return new() { ["__ow_method"] = "post", ["__ow_path"] = Path, ["__ow_query"] = Query, ["__ow_headers"] = headers, ["__ow_body"] = text };
        }
    }

    /// <summary>A reply as its provider reads it.</summary>
    private sealed record ReceivedReply(int Status, byte[] Body, List<string> Headers, List<string> Cookies)
    {
        public static ReceivedReply Of(EventKind kind, JsonElement reply)
        {
            if (kind == EventKind.AzureHttp)
                reply = reply.GetProperty("Outputs").GetProperty("res");
            var status = kind == EventKind.LambdaEdge ? int.Parse(reply.Text("status")!, System.Globalization.CultureInfo.InvariantCulture) : reply.GetProperty("statusCode").GetInt32();
            var map = reply.TryGetProperty("multiValueHeaders", out var multi) ? multi : reply.GetProperty("headers");
            var headers = map.EnumerateObject().SelectMany(member => Values(member.Value).Select(value => (member.Name, Value: value))).ToList();
            var cookies = headers.Where(pair => pair.Name == "set-cookie").Select(pair => pair.Value);
            if (reply.TryGetProperty("cookies", out var own))
                cookies = cookies.Concat(own.EnumerateArray().Select(cookie => cookie.GetString()!));
            return new(status, BodyOf(kind, reply, headers), [.. headers.Where(pair => pair.Name != "set-cookie").Select(pair => $"{pair.Name}: {pair.Value}")], [.. cookies]);
        }

        private static IEnumerable<string> Values(JsonElement value) =>
            value.ValueKind == JsonValueKind.String ? [value.GetString()!]
            : value.EnumerateArray().Select(one => one.ValueKind == JsonValueKind.Object ? one.Text("value")! : one.GetString()!);

        private static byte[] BodyOf(EventKind kind, JsonElement reply, List<(string Name, string Value)> headers)
        {
            var text = reply.Text("body")!;
            var type = headers.Find(pair => pair.Name == "content-type").Value ?? "";
            var isBase64 = kind switch
            {
                EventKind.LambdaEdge => reply.Text("bodyEncoding") == "base64",
                EventKind.AzureHttp => false,
                EventKind.OpenWhiskWeb => type is not "text/plain",
                _ => reply.GetProperty("isBase64Encoded").GetBoolean(),
            };
            return isBase64 ? Convert.FromBase64String(text) : Encoding.UTF8.GetBytes(text);
        }
    }
}

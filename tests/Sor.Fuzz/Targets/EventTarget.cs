using System.Buffers;
using System.Text;
using System.Text.Json;
using Sor.Events;
using Sor.Events.Http;
using Sor.Events.Replies;

namespace Sor.Fuzz;

/// <summary>
/// The recogniser, the request that an event carries, and replies: the input is taken for an event, for a response to events of every HTTP kind,
/// and for an answer to events of the others.
/// </summary>
internal sealed class EventTarget : IFuzzTarget
{
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = EventDocument.MaxDepth + 8 };

    private static readonly EventKind[] s_kinds =
    [
        EventKind.RestV1, EventKind.HttpApiV2, EventKind.FunctionUrl, EventKind.Alb, EventKind.VpcLatticeV2, EventKind.LambdaEdge, EventKind.AzureHttp, EventKind.OpenWhiskWeb,
    ];

    // One event of each kind whose answer has a form.
    private static readonly EventDocument[] s_answered = [.. ((string[])
    [
        """{"type":"TOKEN","authorizationToken":"t","methodArn":"arn:m"}""",
        """{"routeArn":"a","requestContext":{"http":{}}}""",
        """{"version":"1","triggerSource":"PreSignUp_SignUp","userPoolId":"u","request":{},"response":{}}""",
        """{"agent":{},"actionGroup":"g","apiPath":"/x","httpMethod":"GET"}""",
        """{"agent":{},"actionGroup":"g","function":"f"}""",
        """{"invocationSource":"DialogCodeHook","bot":{},"currentIntent":{"name":"i","slots":{}}}""",
        """{"invocationSource":"FulfillmentCodeHook","bot":{},"sessionState":{"intent":{"state":"x"}}}""",
        """{"session":{},"request":{"type":"IntentRequest"}}""",
        """{"Details":{"ContactData":{}}}""",
        """{"RequestType":"Create","ResponseURL":"https://s","StackId":"st","RequestId":"r","LogicalResourceId":"l"}""",
        """{"Records":[{"eventSource":"aws:ses","ses":{}}]}""",
        """{"token":"t","signatureVerified":true,"protocolData":{}}""",
        """{"claimCertificateId":"c","templateArn":"arn:t"}""",
        """{"connection-id":"c","endpoint-id":"e"}""",
        """{"info":{"channel":{"path":"/a"},"operation":"PUBLISH"},"events":[{"id":"1","payload":1}]}""",
        """{"deliveryStreamArn":"a","records":[{"recordId":"1","data":"MQ=="}]}""",
        """{"invocationSchemaVersion":"1.0","invocationId":"i","tasks":[{"taskId":"t1"}]}""",
        """[{"info":{"fieldName":"f"}}]""",
        """{"Data":{"item":"x"},"Metadata":{}}""",
    ]).Select(Loaded)];

    private readonly EventDocument _document = new();
    private readonly EventDocument _answer = new();
    private readonly HttpRequestView _request = new();
    private readonly HttpResponseView _response = new();
    private readonly HttpReplyEncoder _encoder = new(HttpReplyOptions.Default);

    public string Name => "events";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. ((string[])
    [
        "\"requestContext\":{", "\"http\":{", "\"elb\":{}", "\"stage\":\"", "\"headers\":{", "\"multiValueHeaders\":{", "\"cookies\":[", "\"body\":\"", "\"isBase64Encoded\":true",
        "\"rawPath\":\"/", "\"rawQueryString\":\"", "\"queryStringParameters\":{", "\"multiValueQueryStringParameters\":{", "\"pathParameters\":{", "\"version\":\"1.0\"", "\"Records\":[{\"cf\":{\"request\":{",
        "\"raw_path\":\"/", "\"httpMethod\":\"GET\"", "\"method\":\"HEAD\"", "\"__ow_method\":\"get\"", "\"__ow_query\":\"", "\"__ow_body\":\"", "\"Data\":{\"req\":{", "\"Metadata\":{}", "\"Url\":\"https://",
        "\"statusCode\":200", "\"content-type\":\"application/json\"", "\"content-length\":\"1\"", "\"transfer-encoding\":\"chunked\"", "\"x-forwarded-for\":\"1.1.1.1, [::1]:80\"", "[\"set-cookie\",\"a=b\"]",
        "{", "}", "[", "]", "\"", ":", ",", "null", "\\u0000", "\\r\\n", "\\ud800", "\\udc00", "\\u0061", "%2F", "%", "?", "#", "é", "YQ==", "1e400",
    ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        """{"version":"2.0","rawPath":"/beta/a b/100%","rawQueryString":"x=%20","cookies":["a=1","b=2"],"headers":{"host":"h","x-a":"a\"b"},"requestContext":{"stage":"beta","domainName":"d","http":{"method":"POST","sourceIp":"1.1.1.1"}},"pathParameters":{"a":"b"},"body":"{\"a\":\"\u00e9\"}"}""",
        """{"httpMethod":"GET","path":"/a","multiValueQueryStringParameters":{"q":["x y","1+1"]},"multiValueHeaders":{"X":["1","2"]},"requestContext":{"path":"/prod/a","stage":"prod"},"body":"YQ==","isBase64Encoded":true}""",
        """{"httpMethod":"GET","path":"/a%20b","queryStringParameters":{"q":"x+y"},"headers":{"x-forwarded-for":"1.1.1.1, [::1]:80"},"requestContext":{"elb":{}},"body":""}""",
        """{"raw_path":"/a?b","method":"GET","headers":{"content-length":"x"},"query_string_parameters":{"a":"b"},"is_base64_encoded":false}""",
        """{"Records":[{"cf":{"config":{},"request":{"method":"GET","uri":"/","querystring":"a","headers":{"host":[{"key":"Host","value":"h"}]},"body":{"data":"YQ==","encoding":"base64"}}}}]}""",
        """{"Data":{"req":{"Url":"http://h:1/a?b#c","Method":"GET","Headers":{"a":["b"]},"Params":{},"Body":"x"}},"Metadata":{}}""",
        """{"__ow_method":"post","__ow_headers":{"content-type":"application/json"},"__ow_path":"","a":"b","c":{"d":1.50}}""",
        """{"statusCode":200,"headers":[["set-cookie","a=1"],["Set-Cookie","b=2"],["content-type","text/plain; charset=x"]],"body":"YQ==","bodyEncoding":"base64"}""",
        """{"isAuthorized":true,"principalId":"p","context":{"a":1},"sessionState":{},"messages":["a",{"content":"b"}],"response":{"shouldEndSession":true},"Data":{"k":"v"},"Reason":"r","allow":true,"disposition":"CONTINUE"}""",
        """["a",null,{"id":"1","payload":{}},{"recordId":"1"},{"taskId":"t"}]""",
        """{"statusCode":"404","headers":{"a":1},"multiValueHeaders":{"b":["c","d"]},"cookies":["e"],"body":{"f":1},"isBase64Encoded":false}""",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        ExecuteEvent(input);
        ExecuteResponse(input);
        ExecuteAnswer(input);
    }

    private void ExecuteEvent(byte[] input)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            _document.Load(input);
            RequireJson(_document.Json);
            if (!EventKinds.IsHttp(_document.Kind))
                return;
            _request.Load(_document, HttpViewOptions.Default);
            HttpRequestForm.Write(_request, output);
        }
        catch (EventFormatException)
        {
            return;
        }

        using var form = JsonDocument.Parse(output.WrittenMemory, s_deep);
        CheckTarget(form.RootElement);
        CheckHeaders(form.RootElement);
        var body = form.RootElement.GetProperty("body").GetString()!;
        var bytes = form.RootElement.GetProperty("bodyEncoding").GetString() == "base64" ? Convert.FromBase64String(body) : Encoding.UTF8.GetBytes(body);
        Property.Holds(bytes.Length == _request.BodyLength, $"a body of {bytes.Length} bytes is said to have {_request.BodyLength}");
    }

    // A document is checked by code of our own: the base library's must agree.
    private static void RequireJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = EventDocument.MaxDepth });
        while (reader.Read())
        {
        }
    }

    private static void CheckTarget(JsonElement form)
    {
        var target = form.GetProperty("target").GetString()!;
        Property.Holds(target.StartsWith('/'), $"a target begins otherwise: {target}");
        Property.Holds(target.All(c => c is > ' ' and <= '~' and not '#'), $"a target has what it must not have: {target}");
    }

    private static void CheckHeaders(JsonElement form)
    {
        foreach (var header in form.GetProperty("headers").EnumerateArray())
        {
            var (name, value) = (header[0].GetString()!, header[1].GetString()!);
            Property.Holds(name.Length > 0 && name.All(c => c is > ' ' and <= '~' and not ':'), $"a header's name is none: {name}");
            Property.Holds(!value.AsSpan().ContainsAny('\r', '\n', '\0'), $"a header's value ends a line: {value}");
            Property.Holds(!name.Equals("transfer-encoding", StringComparison.OrdinalIgnoreCase), "transfer-encoding came through");
        }
    }

    private void ExecuteAnswer(byte[] input)
    {
        try
        {
            _answer.Load(input, EventKind.Raw);
        }
        catch (EventFormatException)
        {
            return;
        }

        foreach (var answered in s_answered)
        {
            var output = new ArrayBufferWriter<byte>();
            try
            {
                EventReply.Write(answered, _answer, output);
            }
            catch (EventFormatException refused)
            {
                Property.Holds(refused.Problem.Length > 0, "an answer is refused without a reason");
                continue;
            }

            using var reply = JsonDocument.Parse(output.WrittenMemory, s_deep);
        }
    }

    private static EventDocument Loaded(string json)
    {
        var document = new EventDocument();
        document.Load(Property.Utf8(json));
        return document;
    }

    private void ExecuteResponse(byte[] input)
    {
        try
        {
            _response.LoadAnswer(input);
        }
        catch (EventFormatException)
        {
            return;
        }

        foreach (var kind in s_kinds)
        {
            var output = new ArrayBufferWriter<byte>();
            try
            {
                _encoder.Encode(_response, new HttpReplyTarget(kind, IsMultiValue: true, IsHead: false), output);
            }
            catch (EventFormatException) when (kind == EventKind.AzureHttp)
            {
                continue;
            }

            using var reply = JsonDocument.Parse(output.WrittenMemory, s_deep);
        }
    }
}

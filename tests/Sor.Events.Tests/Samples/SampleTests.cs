using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CsCheck;
using Sor.Events.Samples;

namespace Sor.Events.Tests.Samples;

/// <summary>Each sample is an event of its kind, whatever its parameters are set to.</summary>
public sealed class SampleTests
{
    // Parameters that are JSON or numbers in the event; the others are any text.
    private static readonly Dictionary<string, string[]> s_typed = new()
    {
        ["querystringparameters"] = ["null", "{}", """{"a b":["1+1","ü&\n"],"\"":"x"}"""],
        ["resources"] = ["[]", """["arn:aws:s3:::x"]"""],
        ["detail"] = ["\"text\"", """{"a":12345678901234567890.5}"""],
        ["arguments"] = ["{}", """{"id":"\u00e9"}"""],
        ["payload"] = ["null", "[1,2]"],
        ["sequence"] = ["1", "99999999999999999999999999999999999999999999999999999999"],
        ["offset"] = ["0"],
        ["kafka-partition"] = ["7"],
        ["size"] = ["0"],
    };

    private static readonly string[] s_odd = ["", "\"", "\\", "a\nb\r\t", "ü€😀", "\u0001\u2028", "${body}", "</script>", " ", "x y?z#%", new string('x', 5000)];

    public static TheoryData<string> Names => [.. SampleCatalog.All.Select(static sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_sample_is_recognised_as_its_own_kind(string name)
    {
        var sample = SampleCatalog.Find(name)!;

        Assert.Equal(sample.Kind, KindOf(sample.Create(new SampleRequest { Seed = 1, Time = DateTimeOffset.UnixEpoch })));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Odd_values_change_neither_the_kind_nor_the_shape(string name)
    {
        var sample = SampleCatalog.Find(name)!;

        Gen.Select(Gen.ULong, Gen.Int[0, 1 << 30], Gen.Int[1, 3], Gen.Int[0, 1 << 20])
            .Sample(
                (seed, seconds, count, pick) =>
                {
                    var request = new SampleRequest
                    {
                        Seed = seed,
                        Time = DateTimeOffset.FromUnixTimeSeconds(seconds),
                        Count = sample.IsBatch ? count : 1,
                        Values = sample.Parameters.Select((parameter, i) => (parameter.Name, Value: Pick(sample, i, pick))).ToDictionary(static pair => pair.Name, static pair => Encoding.UTF8.GetBytes(pair.Value)),
                    };
                    var bytes = sample.Create(request);

                    Assert.Equal(sample.Kind, KindOf(bytes));
                    Assert.Equal(bytes, sample.Create(request));
                },
                iter: 30,
                threads: 1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_batch_has_as_many_records_as_asked_for_and_one_event_is_never_more(string name)
    {
        var sample = SampleCatalog.Find(name)!;
        var request = new SampleRequest { Seed = 3, Count = 3 };

        if (!sample.IsBatch)
        {
            Assert.Contains("not a batch", Assert.Throws<SampleException>(() => sample.Create(request)).Message, StringComparison.Ordinal);
            return;
        }

        var one = sample.Create(request with { Count = 1 });
        Assert.InRange(sample.Create(request).Length - one.Length, 20, 3 * one.Length);
    }

    [Fact]
    public void There_is_a_sample_of_every_kind()
    {
        var made = SampleCatalog.All.Select(static sample => sample.Kind).ToHashSet();
        var missing = EventKindRules.All.Select(EventKinds.Name).Where(kind => !made.Contains(kind));

        Assert.Empty(missing);
    }

    [Fact]
    public void Names_are_two_words_and_are_found_with_a_slash_too()
    {
        Assert.All(SampleCatalog.All, static sample =>
        {
            Assert.Equal(2, sample.Name.Split(' ').Length);
            Assert.Same(sample, SampleCatalog.Find(sample.Name.Replace(' ', '/')));
        });
        Assert.Equal(SampleCatalog.All.Count, SampleCatalog.All.Select(static sample => sample.Name).Distinct().Count());
        Assert.Null(SampleCatalog.Find("sqs"));
        Assert.Contains("sqs receive-message", SampleCatalog.Near("sqs"));
    }

    [Fact]
    public void Nothing_of_a_template_is_left_over() =>
        Assert.All(SampleCatalog.All, static sample =>
        {
            var text = Encoding.UTF8.GetString(sample.Create(new SampleRequest()));
            Assert.DoesNotContain("${", text, StringComparison.Ordinal);
            Assert.DoesNotContain("$repeat", text, StringComparison.Ordinal);
        });

    [Fact]
    public void Hashes_and_encodings_are_those_of_the_values()
    {
        const string Body = "Grüße \"x\"\n";

        var message = Make("sqs receive-message", ("body", Body)).GetProperty("Records")[0];
        var record = Make("kinesis get-records", ("data", Body)).GetProperty("Records")[0].GetProperty("kinesis");
        var object_ = Make("s3 put", ("key", "my cat/é.jpg")).GetProperty("Records")[0].GetProperty("s3").GetProperty("object");
        var kafka = Make("msk records", ("value", Body), ("header", "vé")).GetProperty("records").GetProperty("orders-0")[0];

        Assert.Equal(Body, message.GetProperty("body").GetString());
        Assert.Equal("cf0f1435327a370699c99c011ee14fdf", message.GetProperty("md5OfBody").GetString());
        Assert.Equal(Body, Encoding.UTF8.GetString(record.GetProperty("data").GetBytesFromBase64()));
        Assert.Equal("my+cat/%C3%A9.jpg", object_.GetProperty("key").GetString());
        Assert.Equal(Body, Encoding.UTF8.GetString(kafka.GetProperty("value").GetBytesFromBase64()));
        Assert.Equal("[118,-61,-87]", Compact(kafka.GetProperty("headers")[0].GetProperty("headerKey")));
    }

    [Fact]
    public void Log_events_are_gzipped_JSON()
    {
        var compressed = Make("cloudwatch logs", ("message", "a\"b")).GetProperty("awslogs").GetProperty("data").GetBytesFromBase64();
        using var unzipped = new GZipStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var log = JsonDocument.Parse(unzipped);

        Assert.Equal("a\"b", log.RootElement.GetProperty("logEvents")[0].GetProperty("message").GetString());
    }

    [Fact]
    public void Webhooks_are_signed()
    {
        var hook = Make("github push", ("secret", "key"));
        var stripe = Make("stripe customer.created", ("secret", "key"));
        var stamp = stripe.GetProperty("headers").GetProperty("stripe-signature").GetString()!.Split(",v1=");

        Assert.Equal($"sha256={Hmac(hook.GetProperty("body").GetString()!)}", hook.GetProperty("headers").GetProperty("x-hub-signature-256").GetString());
        Assert.Equal(Hmac($"{stamp[0][2..]}.{stripe.GetProperty("body").GetString()}"), stamp[1]);

        static string Hmac(string text) => Convert.ToHexStringLower(HMACSHA256.HashData("key"u8, Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void Query_parameters_are_decoded_for_an_API_and_encoded_for_a_load_balancer()
    {
        const string Query = """{"q":["x y","1+1"],"k":"é"}""";

        var rest = Make("apigateway aws-proxy", ("querystringparameters", Query));
        var http = Make("apigateway http-api-proxy", ("querystringparameters", Query), ("stage", "beta"), ("path", "a/b"));
        var alb = Make("alb request", ("querystringparameters", Query));

        Assert.Equal("""{"q":["x y","1+1"],"k":["é"]}""", Compact(rest.GetProperty("multiValueQueryStringParameters")));
        Assert.Equal("""{"q":"1+1","k":"é"}""", Compact(rest.GetProperty("queryStringParameters")));
        Assert.Equal(("q=x%20y&q=1%2B1&k=%C3%A9", "/beta/a/b"), (http.GetProperty("rawQueryString").GetString()!, http.GetProperty("rawPath").GetString()!));
        Assert.Equal("""{"q":"1%2B1","k":"%C3%A9"}""", Compact(alb.GetProperty("queryStringParameters")));
    }

    [Fact]
    public void Records_of_a_batch_have_ids_of_their_own()
    {
        var records = MakeBatch("kinesis get-records", 3).GetProperty("Records");
        var messages = MakeBatch("sqs receive-message", 10).GetProperty("Records");
        var sequence = records.EnumerateArray().Select(static record => record.GetProperty("kinesis").GetProperty("sequenceNumber").GetString()!).ToArray();

        Assert.Equal(sequence.Order(StringComparer.Ordinal).Distinct(), sequence);
        Assert.Equal(10, messages.EnumerateArray().Select(static message => message.GetProperty("messageId").GetString()).Distinct().Count());
    }

    [Theory]
    [InlineData("sqs receive-message", "colour", "red", "sqs receive-message has no parameter 'colour'", "it has partition, ")]
    [InlineData("eventbridge event", "detail", "{", "'detail' is not JSON: {", "give a JSON value")]
    [InlineData("eventbridge event", "detail", "\"\\ud800\"", "'detail' is not JSON", "give a JSON value")]
    [InlineData("s3 put", "size", "big", "'size' is no number: big", "give a number")]
    [InlineData("kinesis get-records", "sequence", "-1", "'sequence' is no whole number: -1", "give digits")]
    [InlineData("alb request", "querystringparameters", "[1]", "'querystringparameters' is no list of parameters: [1]", "give a JSON object")]
    [InlineData("alb request", "querystringparameters", "{\"a\":1}", "'querystringparameters' is no list of parameters", "give a JSON object")]
    [InlineData("codedeploy lifecycle-hook", "a", "b", "codedeploy lifecycle-hook has no parameter 'a'", "it has none at all")]
    public void A_value_that_cannot_be_is_refused(string name, string parameter, string value, string problem, string fix)
    {
        var error = Assert.Throws<SampleException>(() => Make(name, (parameter, value)));

        Assert.StartsWith(problem, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(fix, error.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(SampleRequest.MaxCount + 1)]
    public void A_number_of_records_that_cannot_be_is_refused(int count) =>
        Assert.Throws<SampleException>(() => MakeBatch("sqs receive-message", count));

    [Fact]
    public void Bytes_that_are_no_text_go_into_base64_and_nowhere_else()
    {
        var bytes = new Dictionary<string, byte[]> { ["body"] = [0xFF, 0x00], };

        using var request = JsonDocument.Parse(SampleCatalog.Find("alb request")!.Create(new SampleRequest { Values = bytes }));
        var error = Assert.Throws<SampleException>(() => SampleCatalog.Find("sqs receive-message")!.Create(new SampleRequest { Values = bytes }));

        Assert.Equal("/wA=", request.RootElement.GetProperty("body").GetString());
        Assert.StartsWith("'body' is not text in UTF-8", error.Message, StringComparison.Ordinal);
    }

    private static string KindOf(byte[] json)
    {
        var document = new EventDocument();
        document.Load(json);
        return EventKinds.Name(document.Kind);
    }

    private static string Compact(JsonElement value) =>
        string.Concat(value.GetRawText().Split('\n').Select(static line => line.TrimStart())).Replace("\": ", "\":", StringComparison.Ordinal);

    private static string[] ValuesOf(Sample sample, string parameter) =>
        parameter == "data" && (sample.Kind is "cloudevent" or "cloudevent-batch" or "event-grid") ? s_typed["detail"]
        : s_typed.GetValueOrDefault(parameter, s_odd);

    private static string Pick(Sample sample, int index, int pick)
    {
        var values = ValuesOf(sample, sample.Parameters[index].Name);
        return values[(int)((uint)(pick + (index * 7919)) % (uint)values.Length)];
    }

    private static JsonElement Make(string name, params (string Name, string Value)[] values) => Read(name, new SampleRequest
    {
        Values = values.ToDictionary(static pair => pair.Name, static pair => Encoding.UTF8.GetBytes(pair.Value)),
    });

    private static JsonElement MakeBatch(string name, int count) => Read(name, new SampleRequest { Count = count });

    private static JsonElement Read(string name, SampleRequest request)
    {
        using var json = JsonDocument.Parse(SampleCatalog.Find(name)!.Create(request));
        return json.RootElement.Clone();
    }
}

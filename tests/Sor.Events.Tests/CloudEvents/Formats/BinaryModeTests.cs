using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using Sor.Events.CloudEvents.Formats;

namespace Sor.Events.Tests.CloudEvents.Formats;

/// <summary>A message in binary mode is the same event, or refused for the same reason, by itself and in a request that a provider delivers.</summary>
public sealed class BinaryModeTests
{
    private const string Must = """["ce-specversion","1.0"],["ce-id","1"],["ce-source","/s"],["ce-type","t"]""";

    [Theory]
    [InlineData("""["content-type","application/json"]""", "{\"a\": 1.50}", """{"datacontenttype":"application/json","data":{"a": 1.50}}""")]
    [InlineData("""["Content-Type","application/json"]""", "{", """{"datacontenttype":"application/json","data_base64":"ew=="}""")]
    [InlineData("""["content-type","text/plain"]""", "é", """{"datacontenttype":"text/plain","data":"é"}""")]
    [InlineData("""["content-type","text/plain; charset=iso-8859-1"]""", "e", """{"datacontenttype":"text/plain; charset=iso-8859-1","data_base64":"ZQ=="}""")]
    [InlineData("""["content-type","image/png"]""", "x", """{"datacontenttype":"image/png","data_base64":"eA=="}""")]
    [InlineData("""["content-type","application/json"]""", "", """{"datacontenttype":"application/json"}""")]
    [InlineData("""["x-other","y"]""", "{}", """{"data_base64":"e30="}""")]
    [InlineData("""["CE-Subject","Euro%20%E2%82%AC%20%f0%9f%98%80"],["ce-x","\"a \\\" %41\""],["ce-y"," 5% "]""", "", """{"subject":"Euro € 😀","x":"a \" A","y":"5%"}""")]
    [InlineData("""["ce-time","2023-11-14T22:13:20.5+0100"],["ce-datacontenttype","text/plain"],["ce-dataschema","#2"],["ce-subject",""]""", "", """{"time":"2023-11-14T22:13:20.5+01:00","dataversion":"2"}""")]
    public void What_it_is_depends_on_nobody(string headers, string body, string expected)
    {
        var wanted = JsonNode.Parse(expected)!.AsObject();
        foreach (var (name, value) in ((string, string)[])[("specversion", "1.0"), ("id", "1"), ("source", "/s"), ("type", "t")])
            wanted[name] = value;

        foreach (var read in Readers(headers, body))
        {
            var actual = read();
            Assert.True(JsonNode.DeepEquals(wanted, JsonNode.Parse(actual)), $"{wanted.ToJsonString()}\n{actual}");
        }
    }

    [Theory]
    [InlineData("""["ce-x-y","1"]""", "ce-x-y", "is no attribute")]
    [InlineData("""["ce-data","1"]""", "ce-data", "is no attribute")]
    [InlineData("""["ce-id","2"]""", "ce-id", "stands twice")]
    [InlineData("""["ce-subject","a%0Ab"]""", "ce-subject", "has a character that no attribute may have")]
    [InlineData("""["ce-subject","%C0%A0"]""", "ce-subject", "is not UTF-8 when its percent signs are decoded")]
    [InlineData("""["ce-time","yesterday"]""", "ce-time", "is no time")]
    [InlineData("""["ce-dataschema","x"]""", "ce-dataschema", "is no absolute URI")]
    [InlineData("""["content-type","json"]""", "content-type", "is no media type")]
    public void What_it_cannot_be_is_refused_by_everybody(string headers, string name, string problem)
    {
        foreach (var read in Readers(headers, "{}"))
        {
            var error = Assert.Throws<EventFormatException>(() => read());

            Assert.Contains($"eaders/{name}", error.Message, StringComparison.Ordinal);
            Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Another_version_is_refused_in_a_request()
    {
        var request = Request(JsonNode.Parse("""[["ce-specversion","0.3"],["ce-id","1"],["ce-source","/s"],["ce-type","t"]]""")!.AsArray(), "");

        Assert.Equal("/multiValueHeaders/ce-specversion", Assert.Throws<EventFormatException>(() => Converter.Convert(request)).Place);
    }

    private static Func<string>[] Readers(string headers, string body)
    {
        var all = JsonNode.Parse($"[{Must},{headers}]")!.AsArray();
        var message = new JsonObject { ["headers"] = all.DeepClone(), ["body"] = body }.ToJsonString();
        return [() => Convert(message), () => Assert.Single(Converter.Convert(Request(all, body))).GetRawText()];
    }

    private static string Request(JsonArray headers, string body)
    {
        var map = new JsonObject();
        foreach (var header in headers)
        {
            var (name, value) = (header![0]!.GetValue<string>(), header[1]!.DeepClone());
            if (map[name] is JsonArray values)
                values.Add(value);
            else
                map[name] = new JsonArray(value);
        }

        return new JsonObject { ["httpMethod"] = "POST", ["path"] = "/", ["multiValueHeaders"] = map, ["body"] = body, ["requestContext"] = new JsonObject { ["elb"] = new JsonObject() } }.ToJsonString();
    }

    private static string Convert(string message)
    {
        var output = new ArrayBufferWriter<byte>();
        new FormatConverter().Convert(Encoding.UTF8.GetBytes(message), ContentMode.Binary, ContentMode.Structured, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary>
/// npm's <c>cloudevents</c> reads what <c>sor event</c> writes, and what it writes is read. Left out is what it does not do: it neither encodes
/// nor decodes headers, makes up a time, and writes a JSON string without quotes in binary mode.
/// </summary>
public sealed class CloudEventsPartyTests : IDisposable
{
    private const string Attributes = "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\",\"time\":\"2026-01-31T12:00:00.500Z\"";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"x\":\"7\",\"datacontenttype\":\"application/json\",\"data\":{\"a\":[1.5,null,\"é\"]}")]
    [InlineData("\"subject\":\"a/b\",\"datacontenttype\":\"text/plain\",\"data\":\"a\\\"b\\né\"")]
    [InlineData("\"datacontenttype\":\"image/png\",\"data_base64\":\"/wA=\"")]
    public async Task Each_mode_goes_both_ways(string members)
    {
        var json = $"{{{Attributes},{members}}}";
        var messages = new[]
        {
            await ConvertAsync(json, "structured", "binary"),
            Message("application/cloudevents+json", await ConvertAsync(json, "structured", "structured")),
            Message("application/cloudevents-batch+json", await ConvertAsync(json, "structured", "batch")),
        };

        foreach (var found in await TheirsAsync(messages))
        {
            Same(json, await ConvertAsync(found.GetProperty("binary")[0].GetRawText(), "binary", "structured"));
            Same(json, await ConvertAsync(found.GetProperty("structured")[0].GetRawText(), "structured", "structured"));
            Same($"[{json}]", await ConvertAsync(found.GetProperty("batch").GetRawText(), "batch", "batch"));
        }
    }

    [Theory]
    [InlineData("\"subject\":\"é 😀 %\",\"n\":7,\"b\":true,\"datacontenttype\":\"application/json\",\"data\":\"x\"")]
    [InlineData("\"datacontenttype\":\"application/json\",\"data\":null")]
    public async Task What_headers_cannot_carry_goes_both_ways_in_JSON(string members)
    {
        var json = $"{{{Attributes},{members}}}";

        var found = (await TheirsAsync(Message("application/cloudevents-batch+json", $"[{json},{json}]")))[0];

        foreach (var structured in found.GetProperty("structured").EnumerateArray())
            Same(json, await ConvertAsync(structured.GetRawText(), "structured", "structured"));
        Same($"[{json},{json}]", await ConvertAsync(found.GetProperty("batch").GetRawText(), "batch", "batch"));
    }

    [Theory]
    [InlineData("sqs/receive-message", "record")]
    [InlineData("sqs/receive-message", "payload")]
    [InlineData("kinesis/get-records", "record")]
    [InlineData("s3/put", "record")]
    [InlineData("apigateway/http-api-proxy", "whole")]
    [InlineData("sns/notification", "payload")]
    [InlineData("eventbridge/event", "record")]
    public async Task What_events_become_is_read_by_it(string sample, string mode)
    {
        var e = (await Cli.RunAsync(_folder.Path, ["event", "sample", sample, "--seed", "1", "--time", "2024-01-01T12:00:00Z"])).ShouldExit(0).Output;
        var json = (await Cli.RunAsync(_folder.Path, ["event", "cloudevents", "--mode", mode], e)).ShouldExit(0).Output;

        var found = (await TheirsAsync(Message("application/cloudevents-batch+json", json)))[0];

        Same(json, await ConvertAsync(found.GetProperty("batch").GetRawText(), "batch", "batch"));
    }

    private async Task<JsonElement[]> TheirsAsync(params string[] messages)
    {
        var script = Path.Combine(Example.Root, "tests", "Sor.Cli.Tests", "Clients", "cloudevents.mjs");
        var output = (await Cli.RunCommandAsync("node", _folder.Path, [script], $"[{string.Join(',', messages)}]")).ShouldExit(0).Output;
        using var found = JsonDocument.Parse(output);
        return [.. found.RootElement.EnumerateArray().Select(static element => element.Clone())];
    }

    private async Task<string> ConvertAsync(string input, string from, string to) =>
        (await Cli.RunAsync(_folder.Path, ["event", "convert", "--from", from, "--to", to], input)).ShouldExit(0).Output;

    private static string Message(string type, string json) =>
        new JsonObject { ["headers"] = new JsonArray { new JsonArray("content-type", type) }, ["body"] = json, ["bodyEncoding"] = "utf8" }.ToJsonString();

    // The order of attributes, and how a number or a time is written, are nobody's concern.
    private static void Same(string expected, string actual) => Assert.True(JsonNode.DeepEquals(Normal(expected), Normal(actual)), $"{expected}\n{actual}");

    private static JsonNode Normal(string json)
    {
        var node = JsonNode.Parse(json)!;
        foreach (var e in node as JsonArray ?? (IEnumerable<JsonNode?>)[node])
        {
            if (e!["time"]?.GetValue<string>() is { } time)
                e["time"] = DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture).ToString("O");
        }

        return node;
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sor.Library.Tests;

/// <summary><c>log</c>: its line.</summary>
public sealed class LogTests
{
    [Fact]
    public void A_call_is_one_line()
    {
        using var stage = new Stage(Package.Named("log"), null);

        Call(stage, """{"user":"ada"}""", Phase.After, """{"ok":true}""");

        Assert.Matches(
            new Regex("""^\{"type":"call","requestId":"request-1","trigger":"lambda","outcome":"response","durationMs":[0-9]+\.[0-9]{3},"eventBytes":14,"responseBytes":11\}\n$"""),
            Assert.Single(stage.Lines));
    }

    [Fact]
    public void A_failure_says_its_type_and_its_stage_and_not_its_message()
    {
        using var stage = new Stage(Package.Named("log"), null);

        Call(stage, "{}", Phase.Error, """{"errorMessage":"secret","errorType":"Orders.Unknown","stackTrace":[],"stage":"handler"}""");

        var line = Line(stage);
        Assert.Equal("failure", line.GetProperty("outcome").GetString());
        Assert.Equal("Orders.Unknown", line.GetProperty("errorType").GetString());
        Assert.Equal("handler", line.GetProperty("errorStage").GetString());
        Assert.DoesNotContain("secret", stage.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_has_fields_and_what_is_picked_from_event_response_and_attributes()
    {
        const string Config = """
            {"fields":{"service":"orders","shard":3},"event":{"user":"/user/id","none":"/none"},"response":{"status":"/statusCode"},"attributes":{"correlationId":"/correlation-id/id"}}
            """;
        using var stage = new Stage(Package.Named("log"), Config);
        var invocation = Calls.Of("{\"user\": {\"id\": {\n\"name\": \"Zoë\"\n}}}");

        _ = stage.Run(Phase.Before, invocation);
        invocation.Context.Notes.For("correlation-id").Attributes["id"] = "\"abc\""u8.ToArray();
        _ = stage.Run(Phase.After, invocation.With(new Payload("""{"statusCode":201}"""u8.ToArray(), ContentTypes.Json)));

        var line = Line(stage);
        Assert.Equal("orders", line.GetProperty("service").GetString());
        Assert.Equal(3, line.GetProperty("shard").GetInt32());
        Assert.Equal("Zoë", line.GetProperty("user").GetProperty("name").GetString());
        Assert.Equal(201, line.GetProperty("status").GetInt32());
        Assert.Equal("abc", line.GetProperty("correlationId").GetString());
        Assert.False(line.TryGetProperty("none", out _));
    }

    [Fact]
    public void Calls_at_the_same_time_do_not_mix()
    {
        using var stage = new Stage(Package.Named("log"), """{"event":{"n":"/n"}}""");
        var (first, second) = (Calls.Of("""{"n":1}"""), Calls.Of("""{"n":2}"""));

        _ = stage.Run(Phase.Before, first);
        _ = stage.Run(Phase.Before, second);
        _ = stage.Run(Phase.After, first);
        _ = stage.Run(Phase.After, second);

        Assert.Equal([1, 2], stage.Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("n").GetInt32()));
    }

    [Fact]
    public void Values_that_would_not_be_a_line_are_left_out()
    {
        using var stage = new Stage(Package.Named("log"), """{"event":{"large":"/large","broken":"/broken"}}""");
        byte[] payload = [.. "{\"broken\":\""u8, 0xFF, .. "\",\"large\":\""u8, .. Enumerable.Repeat((byte)'x', 2000), .. "\"}"u8];
        var invocation = Calls.Of("").With(new Payload(payload, ContentTypes.Json));

        _ = stage.Run(Phase.Before, invocation);
        _ = stage.Run(Phase.After, invocation);

        Assert.EndsWith($"\"responseBytes\":{payload.Length}}}\n", stage.Lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain("large", stage.Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_id_cannot_forge_a_line()
    {
        using var stage = new Stage(Package.Named("log"), null);
        var invocation = new Invocation(new InvocationContext { RequestId = "a\"}\n{\"é", Trigger = "lambda" }, new Payload("{}"u8.ToArray(), ContentTypes.Json));

        _ = stage.Run(Phase.Before, invocation);
        _ = stage.Run(Phase.After, invocation);

        Assert.Equal("a\"}\n{\"é", Line(stage).GetProperty("requestId").GetString());
        Assert.Equal(1, stage.Lines[0].Count(static c => c == '\n'));
    }

    private static void Call(Stage stage, string @event, Phase end, string answer)
    {
        var invocation = Calls.Of(@event);
        _ = stage.Run(Phase.Before, invocation);
        _ = stage.Run(end, invocation.With(new Payload(System.Text.Encoding.UTF8.GetBytes(answer), ContentTypes.Json)));
    }

    private static JsonElement Line(Stage stage) => JsonDocument.Parse(Assert.Single(stage.Lines)).RootElement;
}

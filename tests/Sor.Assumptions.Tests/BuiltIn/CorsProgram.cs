using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sor.Assumptions.Tests;

/// <summary>As <c>cors/stage.sh</c>.</summary>
internal sealed class CorsProgram(string config) : IPhaseProgram
{
    private static readonly JsonWriterOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<string?> _origins = [.. JsonNode.Parse(config)!["origins"]!.AsArray().Select(static origin => (string?)origin)];

    public string Name => "cors";

    public string Kind => "built-in";

    public Phase Phases => Phase.Before | Phase.After;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var notes = invocation.Context.Notes.For(Name);
        if (phase == Phase.Before)
        {
            notes.State = StateOf(NativeEvents.Parse(invocation.Payload));
            return new(Outcome.Of(invocation.Payload));
        }

        var state = notes.State is null ? null : JsonNode.Parse(notes.State);
        return new(Outcome.Of(state is not null && _origins.Contains((string?)state["origin"]) ? Allow(invocation.Payload, state) : invocation.Payload));
    }

    private static byte[]? StateOf(JsonNode? @event)
    {
        var kind = NativeEvents.KindOf(@event);
        return NativeEvents.IsHttp(kind) && NativeEvents.Header(@event!, "origin") is { } origin
            ? Encoding.UTF8.GetBytes($$"""{"origin":"{{JsonEncodedText.Encode(origin)}}","multi":{{(kind == EventKind.AlbMulti ? "true" : "false")}}}""")
            : null;
    }

    private static Payload Allow(Payload response, JsonNode state)
    {
        var json = JsonNode.Parse(response.Bytes.Span)!;
        var origin = (string)state["origin"]!;
        if ((bool)state["multi"]!)
            (json["multiValueHeaders"] ??= new JsonObject())["access-control-allow-origin"] = new JsonArray(origin);
        else
            (json["headers"] ??= new JsonObject())["access-control-allow-origin"] = origin;
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, s_relaxed))
        {
            json.WriteTo(writer);
        }

        return response with { Bytes = output.WrittenMemory };
    }
}

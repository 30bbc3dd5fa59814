using System.Text.Json.Nodes;

namespace Sor.Assumptions.Tests;

/// <summary>The same check inside of the boundary: no provider is known here, and nothing is left of the four forms of a denial.</summary>
internal sealed class FormJwtProgram : IPhaseProgram
{
    public string Name => "jwt";

    public string Kind => "built-in";

    public Phase Phases => Phase.Before;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation) => new(
        (string?)JsonNode.Parse(invocation.Payload.Bytes.Span)!["headers"]?["authorization"] == "Bearer good"
            ? Outcome.Of(invocation.Payload)
            : Outcome.Reply(new Payload("""{"status":401,"headers":{"content-type":"text/plain"},"body":"unauthorized"}"""u8.ToArray(), ContentTypes.HttpResponse)));
}

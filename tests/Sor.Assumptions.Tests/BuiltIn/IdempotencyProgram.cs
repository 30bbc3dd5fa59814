using System.Text;
using System.Text.Json.Nodes;

namespace Sor.Assumptions.Tests;

/// <summary>As <c>idempotency/stage.sh</c>, its store in memory.</summary>
internal sealed class IdempotencyProgram : IPhaseProgram
{
    private readonly Dictionary<string, Payload> _store = [];

    public string Name => "idempotency";

    public string Kind => "built-in";

    public Phase Phases => Phase.Before | Phase.After;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var notes = invocation.Context.Notes.For(Name);
        if (phase == Phase.Before)
        {
            if (KeyOf(NativeEvents.Parse(invocation.Payload)) is not { Length: > 0 } key)
                return new(Outcome.Of(invocation.Payload));
            if (_store.TryGetValue(key, out var stored))
                return new(Outcome.Reply(stored));
            notes.State = Encoding.UTF8.GetBytes(key);
        }
        else if (notes.State is { } state)
        {
            // The bytes belong to their invocation: what stays is a copy.
            _store[Encoding.UTF8.GetString(state)] = invocation.Payload with { Bytes = invocation.Payload.Bytes.ToArray() };
        }

        return new(Outcome.Of(invocation.Payload));
    }

    private static string? KeyOf(JsonNode? @event) => NativeEvents.KindOf(@event) switch
    {
        EventKind.Sqs => (string?)@event!["Records"]![0]!["messageId"],
        EventKind.CloudEvent => $"{@event!["source"]} {@event["id"]}",
        EventKind.Other => null,
        _ => NativeEvents.Header(@event!, "idempotency-key"),
    };
}

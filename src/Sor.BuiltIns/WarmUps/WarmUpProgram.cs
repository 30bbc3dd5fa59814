namespace Sor.BuiltIns;

/// <summary>
/// <c>warmup</c>: answers scheduled events whose only purpose is that the function's environment stays warm, so that no inner stage and no handler
/// sees them.
/// </summary>
internal sealed class WarmUpProgram(string stageName, Phase phases, WarmUpOptions options) : IPhaseProgram
{
    internal const string CatalogueName = "warmup";

    /// <summary>Largest event that is looked into: a schedule sends small ones, and all others must cost nothing.</summary>
    internal const int MaxEventBytes = 4096;

    public string Name => stageName;

    public string Kind => "built-in";

    public Phase Phases { get; } = phases == Phase.None ? Phase.Before : phases & Phase.Before;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        var payload = invocation.Payload;
        return new ValueTask<Outcome>(
            payload.Bytes.Length <= MaxEventBytes && ContentTypes.IsJson(payload.ContentType) && IsWarmUp(payload.Bytes.Span)
                ? Outcome.Reply(new Payload(options.Reply, ContentTypes.Json))
                : Outcome.Of(payload));
    }

    private bool IsWarmUp(ReadOnlySpan<byte> json)
    {
        Span<JsonSlice> found = stackalloc JsonSlice[PointerReader.MaxPointers];
        options.Pointers.Find(json, found[..options.Pointers.Count]);
        uint equal = 0;
        for (var i = 0; i < options.Pointers.Count; i++)
        {
            if (options.Values[i].Equals(json, found[i]))
                equal |= 1u << i;
        }

        foreach (var conditions in options.Events)
        {
            if ((equal & conditions) == conditions)
                return true;
        }

        return false;
    }
}

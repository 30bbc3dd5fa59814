using System.Text;
using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>
/// <c>correlation-id</c>: finds the id that ties the calls of several functions together, or makes one, and notes it as its attribute <c>id</c>.
/// </summary>
internal sealed class CorrelationIdProgram : IPhaseProgram
{
    internal const string CatalogueName = "correlation-id";

    private const string Attribute = "id";
    private const int RandomBytes = 16;

    private readonly CorrelationIdOptions _options;
    private readonly BuiltInHost _host;

    internal CorrelationIdProgram(string stageName, Phase phases, CorrelationIdOptions options, BuiltInHost host)
    {
        Name = stageName;
        _options = options;
        _host = host;

        // A response that gets no id is not even asked for.
        var useful = options.IntoResponse is null ? Phase.Before : Phase.Before | Phase.After;
        Phases = phases == Phase.None ? useful : phases & useful;
    }

    public string Name { get; }

    public string Kind => "built-in";

    public Phase Phases { get; }

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        if (phase == Phase.After)
            return new ValueTask<Outcome>(Put(_options.IntoResponse, invocation, NotedIn(invocation.Context)));
        var id = CorrelationId.Quote(Find(invocation));
        invocation.Context.Notes.For(Name).Attributes[Attribute] = id;
        return new ValueTask<Outcome>(Put(_options.IntoEvent, invocation, id));
    }

    private byte[]? NotedIn(InvocationContext context) => context.Notes.Find(Name)?.Attributes.GetValueOrDefault(Attribute);

    private static Outcome Put(MemberPlace? place, in Invocation invocation, byte[]? id)
    {
        var payload = invocation.Payload;
        return place is null || id is null || !ContentTypes.IsJson(payload.ContentType)
            ? Outcome.Of(payload)
            : Outcome.Of(payload with { Bytes = place.Put(payload.Bytes, id, invocation.Context.Buffers) });
    }

    private ReadOnlySpan<byte> Find(in Invocation invocation)
    {
        var context = invocation.Context;
        if (_options.ClientContext.Count > 0 && context.ClientContext is { } clientContext
            && TryFind(_options.ClientContext, Encoding.UTF8.GetBytes(clientContext), out var id))
            return id;
        foreach (var attribute in _options.Attributes)
        {
            if (CorrelationId.TryTake(attribute.ValueIn(context), out id))
                return id;
        }

        if (_options.Event.Count > 0 && ContentTypes.IsJson(invocation.Payload.ContentType)
            && TryFind(_options.Event, invocation.Payload.Bytes.Span, out id))
            return id;
        return CorrelationId.TryTakeRoot(context.XRayTrace, out id) ? id : Make();
    }

    private static bool TryFind(PointerReader pointers, ReadOnlySpan<byte> json, out ReadOnlySpan<byte> id)
    {
        Span<JsonSlice> found = stackalloc JsonSlice[PointerReader.MaxPointers];
        pointers.Find(json, found[..pointers.Count]);
        foreach (var slice in found[..pointers.Count])
        {
            if (slice.Type is JsonTokenType.String or JsonTokenType.Number && CorrelationId.TryTake(slice.Of(json), out id))
                return true;
        }

        id = default;
        return false;
    }

    private byte[] Make()
    {
        Span<byte> random = stackalloc byte[RandomBytes];
        _host.FillRandom(random);
        var id = new byte[RandomBytes * 2];
        for (var i = 0; i < RandomBytes; i++)
        {
            id[2 * i] = "0123456789abcdef"u8[random[i] >> 4];
            id[(2 * i) + 1] = "0123456789abcdef"u8[random[i] & 15];
        }

        return id;
    }
}

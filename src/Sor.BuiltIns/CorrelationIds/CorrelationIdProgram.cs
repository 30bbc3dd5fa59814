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

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation) =>
        new(Outcome.Of(phase == Phase.Before ? OnTheWayIn(invocation) : OnTheWayOut(invocation)));

    private Payload OnTheWayIn(in Invocation invocation)
    {
        var payload = invocation.Payload;
        Span<JsonSlice> found = stackalloc JsonSlice[PointerReader.MaxPointers];
        found = found[.._options.Event.Count];
        if (ContentTypes.IsJson(payload.ContentType))
            _options.Event.Find(payload.Bytes.Span, found);
        else
            found.Clear();

        var context = invocation.Context;
        var id = CorrelationId.Quote(Find(context, payload.Bytes.Span, found[.._options.EventCandidates]));
        context.Notes.For(Name).Attributes[Attribute] = id;
        return _options.IntoEvent is { } place
            ? payload with { Bytes = place.Put(payload.Bytes, found[_options.EventCandidates..], id, context.Buffers) }
            : payload;
    }

    private Payload OnTheWayOut(in Invocation invocation)
    {
        var payload = invocation.Payload;
        if (_options.IntoResponse is not { } place || !ContentTypes.IsJson(payload.ContentType)
            || invocation.Context.Notes.Find(Name)?.Attributes.GetValueOrDefault(Attribute) is not { } id)
            return payload;
        Span<JsonSlice> found = stackalloc JsonSlice[MemberPlace.PointerCount];
        _options.Response.Find(payload.Bytes.Span, found);
        return payload with { Bytes = place.Put(payload.Bytes, found, id, invocation.Context.Buffers) };
    }

    private ReadOnlySpan<byte> Find(InvocationContext context, ReadOnlySpan<byte> @event, scoped ReadOnlySpan<JsonSlice> inEvent)
    {
        if (_options.ClientContext.Count > 0 && context.ClientContext is { } clientContext
            && TryFindIn(Encoding.UTF8.GetBytes(clientContext), out var id))
            return id;
        foreach (var attribute in _options.Attributes)
        {
            if (CorrelationId.TryTake(attribute.ValueIn(context), out id))
                return id;
        }

        return TryTakeFirst(@event, inEvent, out id) || CorrelationId.TryTakeRoot(context.XRayTrace, out id) ? id : Make();
    }

    private bool TryFindIn(ReadOnlySpan<byte> clientContext, out ReadOnlySpan<byte> id)
    {
        Span<JsonSlice> found = stackalloc JsonSlice[CorrelationIdOptions.MaxCandidates];
        found = found[.._options.ClientContext.Count];
        _options.ClientContext.Find(clientContext, found);
        return TryTakeFirst(clientContext, found, out id);
    }

    private static bool TryTakeFirst(ReadOnlySpan<byte> json, scoped ReadOnlySpan<JsonSlice> found, out ReadOnlySpan<byte> id)
    {
        foreach (var slice in found)
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

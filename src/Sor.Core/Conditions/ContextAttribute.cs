using System.Buffers;
using System.Text;
using System.Text.Json;
using Sor.Configuration;

namespace Sor.Core;

/// <summary>An attribute of the context that a condition can be about.</summary>
internal abstract class ContextAttribute
{
    internal abstract bool Satisfies(TextComparison comparison, in Invocation invocation);

    /// <param name="name"><c>trigger</c>, <c>tenantId</c>, <c>contentType</c>, <c>function.name</c>, <c>function.arn</c>, <c>event.NAME</c>, <c>http.NAME</c>, <c>http.headers.NAME</c> or <c>attributes.STAGE.NAME</c>.</param>
    internal static ContextAttribute Named(string name) => name switch
    {
        "trigger" => new Fact(static invocation => invocation.Context.Trigger),
        "tenantId" => new Fact(static invocation => invocation.Context.TenantId),
        "contentType" => new Fact(static invocation => invocation.Payload.ContentType),
        "function.name" => new Fact(static invocation => invocation.Context.FunctionName),
        "function.arn" => new Fact(static invocation => invocation.Context.FunctionArn),
        "event.kind" => new OfEvent(EventFact.Kind),
        "event.id" => new OfEvent(EventFact.Id),
        "event.source" => new OfEvent(EventFact.Source),
        "event.type" => new OfEvent(EventFact.Type),
        "event.subject" => new OfEvent(EventFact.Subject),
        "http.method" => new OfEvent(EventFact.Method),
        "http.target" => new OfEvent(EventFact.Target),
        "http.path" => new OfEvent(EventFact.Path),
        _ when name.StartsWith(MatchAttributes.HeaderPrefix, StringComparison.Ordinal) && name.Length > MatchAttributes.HeaderPrefix.Length => new OfHeader(name[MatchAttributes.HeaderPrefix.Length..]),
        _ when name.StartsWith(MatchAttributes.NotesPrefix, StringComparison.Ordinal) && name.LastIndexOf('.') is var dot && dot > MatchAttributes.NotesPrefix.Length =>
            new Note(name[MatchAttributes.NotesPrefix.Length..dot], name[(dot + 1)..]),
        _ => throw new ArgumentException($"the context has no attribute \"{name}\"", nameof(name)),
    };

    private sealed class Fact(Func<Invocation, string?> find) : ContextAttribute
    {
        internal override bool Satisfies(TextComparison comparison, in Invocation invocation) =>
            find(invocation) is { } text && comparison.Holds(text);
    }

    /// <summary>What the event is, or of which request.</summary>
    private sealed class OfEvent(EventFact fact) : ContextAttribute
    {
        internal override bool Satisfies(TextComparison comparison, in Invocation invocation) =>
            invocation.Context.Facts is { } facts && facts.TryFind(fact, out var value) && comparison.Holds(value);
    }

    /// <summary>A header of the event's request.</summary>
    private sealed class OfHeader(string name) : ContextAttribute
    {
        private readonly byte[] _name = Encoding.ASCII.GetBytes(name);

        internal override bool Satisfies(TextComparison comparison, in Invocation invocation) =>
            invocation.Context.Facts is { } facts && facts.TryFindHeader(_name, out var value) && comparison.Holds(value);
    }

    /// <summary>An attribute that an outer stage noted; anything but a text is compared as its JSON.</summary>
    private sealed class Note(string stage, string attribute) : ContextAttribute
    {
        // Longer texts are rented for.
        private const int StackBytes = 256;

        internal override bool Satisfies(TextComparison comparison, in Invocation invocation)
        {
            if (invocation.Context.Notes.Find(stage)?.Attributes.GetValueOrDefault(attribute) is not { } json)
                return false;
            var reader = new Utf8JsonReader(json);
            _ = reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                return comparison.Holds(json);
            if (!reader.ValueIsEscaped)
                return comparison.Holds(reader.ValueSpan);
            var rented = json.Length <= StackBytes ? null : ArrayPool<byte>.Shared.Rent(json.Length);
            var text = rented ?? stackalloc byte[StackBytes];
            var length = reader.CopyString(text);
            var holds = comparison.Holds(text[..length]);
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
            return holds;
        }
    }
}

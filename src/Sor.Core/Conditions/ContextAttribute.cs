using System.Buffers;
using System.Text.Json;

namespace Sor.Core;

/// <summary>An attribute of the context that a condition can be about.</summary>
internal abstract class ContextAttribute
{
    private const string NotesPrefix = "attributes.";

    internal abstract bool Satisfies(TextComparison comparison, in Invocation invocation);

    /// <param name="name"><c>trigger</c>, <c>tenantId</c>, <c>contentType</c>, <c>function.name</c>, <c>function.arn</c> or <c>attributes.STAGE.NAME</c>.</param>
    internal static ContextAttribute Named(string name) => name switch
    {
        "trigger" => new Fact(static invocation => invocation.Context.Trigger),
        "tenantId" => new Fact(static invocation => invocation.Context.TenantId),
        "contentType" => new Fact(static invocation => invocation.Payload.ContentType),
        "function.name" => new Fact(static invocation => invocation.Context.FunctionName),
        "function.arn" => new Fact(static invocation => invocation.Context.FunctionArn),
        _ when name.StartsWith(NotesPrefix, StringComparison.Ordinal) && name.LastIndexOf('.') is var dot && dot > NotesPrefix.Length =>
            new Note(name[NotesPrefix.Length..dot], name[(dot + 1)..]),
        _ => throw new ArgumentException($"the context has no attribute \"{name}\"", nameof(name)),
    };

    private sealed class Fact(Func<Invocation, string?> find) : ContextAttribute
    {
        internal override bool Satisfies(TextComparison comparison, in Invocation invocation) =>
            find(invocation) is { } text && comparison.Holds(text);
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

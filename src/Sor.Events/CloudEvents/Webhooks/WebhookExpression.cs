using System.Buffers;
using System.Text.Json;
using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>
/// What the tables of webhooks say about an attribute. <c>a.b</c> is a member of a member; <c>a|b</c> is the first of them that is there;
/// <c>a+'-'+b</c> puts texts together, of which all must be there. In a name <c>*</c> stands for the event's action; <c>a/..</c> is an address
/// without its last part, <c>a#</c> one without its fragment.
/// </summary>
internal static class WebhookExpression
{
    // Of a name with an action in it: longer ones are no member.
    private const int NameRoom = 64;

    /// <summary>Appends the first alternative of which everything is there; nothing when there is none.</summary>
    internal static ArrayBufferWriter<byte> Add(this ArrayBufferWriter<byte> text, JsonValue body, ReadOnlySpan<byte> expression)
    {
        while (!expression.IsEmpty)
        {
            var alternative = Cut(ref expression, (byte)'|');
            if (!HasAll(body, alternative))
                continue;
            while (!alternative.IsEmpty)
                text.AddPart(body, Cut(ref alternative, (byte)'+'));
            break;
        }

        return text;
    }

    /// <summary>Writes the first of several members that is a time: text, or seconds since 1970.</summary>
    internal static void Time(SourceWriter w, JsonValue body, ReadOnlySpan<byte> expression)
    {
        while (!expression.IsEmpty)
        {
            var value = Value(body, Cut(ref expression, (byte)'|'));
            if (value.Kind == JsonValueKind.Number)
                w.Time(value, TimeUnit.Seconds);
            else
                w.Time(value);
        }
    }

    /// <summary>What stands in front of a sign; the text goes on behind it.</summary>
    internal static ReadOnlySpan<byte> Cut(scoped ref ReadOnlySpan<byte> text, byte sign)
    {
        var end = text.IndexOf(sign);
        var part = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return part;
    }

    private static bool HasAll(JsonValue body, ReadOnlySpan<byte> parts)
    {
        while (!parts.IsEmpty)
        {
            var part = Cut(ref parts, (byte)'+');
            if (!IsLiteral(part) && Value(body, WithoutEnding(part)) is not ({ Kind: JsonValueKind.Number } or { RawString.IsEmpty: false }))
                return false;
        }

        return true;
    }

    private static void AddPart(this ArrayBufferWriter<byte> text, JsonValue body, ReadOnlySpan<byte> part)
    {
        if (IsLiteral(part))
        {
            text.Write(part[1..^1]);
            return;
        }

        var value = Value(body, WithoutEnding(part));
        var sign = part[^1] switch { (byte)'.' => (byte)'/', (byte)'#' => (byte)'#', _ => default };
        if (sign != 0 && value.Utf8() is var address && address.LastIndexOf(sign) is >= 0 and var end)
            text.Write(address[..end]);
        else
            _ = text.Add(value);
    }

    private static bool IsLiteral(ReadOnlySpan<byte> part) => part[0] == (byte)'\'';

    private static ReadOnlySpan<byte> WithoutEnding(ReadOnlySpan<byte> part) =>
        part.EndsWith("/.."u8) ? part[..^3] : part.EndsWith("#"u8) ? part[..^1] : part;

    private static JsonValue Value(JsonValue body, ReadOnlySpan<byte> path)
    {
        var value = body;
        while (!path.IsEmpty)
        {
            var name = Cut(ref path, (byte)'.');
            value = name.Contains((byte)'*') ? OfAction(value, body.Get("action"u8).RawString, name) : value.Get(name);
        }

        return value;
    }

    private static JsonValue OfAction(JsonValue value, ReadOnlySpan<byte> action, ReadOnlySpan<byte> name)
    {
        Span<byte> full = stackalloc byte[NameRoom];
        var star = name.IndexOf((byte)'*');
        var length = name.Length - 1 + action.Length;
        if (length > full.Length)
            return default;
        name[..star].CopyTo(full);
        action.CopyTo(full[star..]);
        name[(star + 1)..].CopyTo(full[(star + action.Length)..]);
        return value.Get(full[..length]);
    }
}

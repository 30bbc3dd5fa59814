using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Puts texts together, in UTF-8.</summary>
internal static class TextExtensions
{
    internal static ArrayBufferWriter<byte> Add(this ArrayBufferWriter<byte> text, ReadOnlySpan<byte> utf8)
    {
        text.Write(utf8);
        return text;
    }

    /// <summary>Adds a string's content, or a number as it is written; nothing for any other value.</summary>
    internal static ArrayBufferWriter<byte> Add(this ArrayBufferWriter<byte> text, JsonValue value)
    {
        if (value.Kind == JsonValueKind.Number)
            text.Write(value.Raw);
        else
            value.AppendTo(text);
        return text;
    }

    internal static ArrayBufferWriter<byte> Add(this ArrayBufferWriter<byte> text, int number)
    {
        _ = Utf8Formatter.TryFormat(number, text.GetSpan(11), out var written);
        text.Advance(written);
        return text;
    }

    /// <summary>A string's content in UTF-8; empty for any other value.</summary>
    internal static ReadOnlySpan<byte> Utf8(this JsonValue value) => value.HasEscapes ? Encoding.UTF8.GetBytes(value.GetString()) : value.RawString;

    /// <summary>Adds a string's content with its ASCII letters in lower case.</summary>
    internal static ArrayBufferWriter<byte> AddLower(this ArrayBufferWriter<byte> text, JsonValue value)
    {
        foreach (var c in value.RawString)
            text.Write([(byte)char.ToLowerInvariant((char)c)]);
        return text;
    }
}

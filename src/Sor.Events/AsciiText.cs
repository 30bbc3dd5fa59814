using System.Text;

namespace Sor.Events;

/// <summary>Text whose case means nothing: names of headers, media types.</summary>
internal static class AsciiText
{
    internal static bool Same(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b) => a.Length == b.Length && Ascii.EqualsIgnoreCase(a, b);

    internal static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start) => text.Length >= start.Length && Same(text[..start.Length], start);

    internal static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end) => text.Length >= end.Length && Same(text[^end.Length..], end);
}

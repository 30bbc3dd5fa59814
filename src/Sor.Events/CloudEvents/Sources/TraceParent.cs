using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>An X-Ray trace header as <c>traceparent</c> of W3C Trace Context.</summary>
internal static class TraceParent
{
    private const int RootLength = 35;
    private const int ParentLength = 16;

    /// <summary>Writes the extension, if the header names a trace and the segment that it came from.</summary>
    /// <param name="w">Where it goes.</param>
    /// <param name="header"><c>Root=1-AAAAAAAA-BBBBBBBBBBBBBBBBBBBBBBBB;Parent=CCCCCCCCCCCCCCCC;Sampled=1</c>, its parts in any order.</param>
    internal static void Write(SourceWriter w, JsonValue header)
    {
        var rest = header.RawString;
        ReadOnlySpan<byte> root = default, parent = default, flags = "00"u8;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)';');
            var part = (end < 0 ? rest : rest[..end]).Trim((byte)' ');
            rest = end < 0 ? default : rest[(end + 1)..];
            if (part.StartsWith("Root="u8))
                root = part[5..];
            else if (part.StartsWith("Parent="u8))
                parent = part[7..];
            else if (part.SequenceEqual("Sampled=1"u8))
                flags = "01"u8;
        }

        if (root.Length != RootLength || !root.StartsWith("1-"u8) || root[10] != '-' || parent.Length != ParentLength
            || !IsHex(root[2..10]) || !IsHex(root[11..]) || !IsHex(parent))
        {
            return;
        }

        var text = w.Text().Add("00-"u8);
        AddLower(text, root[2..10]);
        AddLower(text, root[11..]);
        AddLower(text.Add("-"u8), parent);
        w.Attribute("traceparent"u8, text.Add("-"u8).Add(flags));
    }

    private static bool IsHex(ReadOnlySpan<byte> text) => !text.ContainsAnyExcept(UriText.HexDigits);

    private static void AddLower(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> hex)
    {
        foreach (var c in hex)
            text.Write([(byte)(c | 0x20)]);
    }
}

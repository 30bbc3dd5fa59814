using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sor.Events.Json;

/// <summary>Steps over parts of JSON that is known to be valid: looks at the few bytes that matter and leaps over the rest.</summary>
internal static class JsonScan
{
    /// <summary>
    /// Inside of a string, the position of its closing quote, of an escape, or of a control character, which no string may have; the document's
    /// end if there is none of them. Most strings end within 16 bytes: a call of the base library would take longer than the search.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int EndOrEscape(ReadOnlySpan<byte> json, int at)
    {
        ref var start = ref MemoryMarshal.GetReference(json);
        for (; at <= json.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            var bytes = Vector128.LoadUnsafe(ref start, (nuint)at);
            var found = (Vector128.Equals(bytes, Vector128.Create((byte)'"'))
                | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)' '))).ExtractMostSignificantBits();
            if (found != 0)
                return at + BitOperations.TrailingZeroCount(found);
        }

        while (at < json.Length && json[at] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
            at++;
        return at;
    }

    /// <summary>The position behind a value that begins here.</summary>
    internal static int SkipValue(ReadOnlySpan<byte> json, int at)
    {
        var ignored = false;
        return SkipValue(json, at, ref ignored);
    }

    /// <summary>The same; says of a string whether it has escapes.</summary>
    internal static int SkipValue(ReadOnlySpan<byte> json, int at, ref bool hasEscapes)
    {
        switch (json[at])
        {
            case (byte)'"':
                return JsonCheck.String(json, at, ref hasEscapes);
            case (byte)'{' or (byte)'[':
                return SkipContainer(json, at);
            default:
                return JsonCheck.Scalar(json, at);
        }
    }

    private static int SkipContainer(ReadOnlySpan<byte> json, int at)
    {
        var scan = default(JsonBlock);
        for (; at <= json.Length - JsonBlock.Size; at += JsonBlock.Size)
        {
            if (scan.EndIn(json.Slice(at, JsonBlock.Size)) is > 0 and var end)
                return at + end;
        }

        Span<byte> last = stackalloc byte[JsonBlock.Size];
        last.Clear();
        json[at..].CopyTo(last);
        return at + scan.EndIn(last);
    }
}

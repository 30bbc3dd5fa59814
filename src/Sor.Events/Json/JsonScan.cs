using System.Buffers;
using System.Runtime.CompilerServices;

namespace Sor.Events.Json;

/// <summary>Steps over parts of JSON that is known to be valid: looks at the few bytes that matter and leaps over the rest.</summary>
internal static class JsonScan
{
    private static readonly SearchValues<byte> s_endOfScalar = SearchValues.Create(",]} \t\r\n"u8);

    /// <summary>The position of the next byte that is no white space.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int SkipSpace(ReadOnlySpan<byte> json, int at) => json[at] > (byte)' ' ? at : SkipSomeSpace(json, at);

    private static int SkipSomeSpace(ReadOnlySpan<byte> json, int at)
    {
        while (json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }

    /// <summary>The position behind a string that begins here.</summary>
    internal static int SkipString(ReadOnlySpan<byte> json, int at)
    {
        for (at++; ;)
        {
            at += json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (json[at] == (byte)'"')
                return at + 1;
            at += 2;
        }
    }

    /// <summary>The position behind a value that begins here.</summary>
    internal static int SkipValue(ReadOnlySpan<byte> json, int at)
    {
        switch (json[at])
        {
            case (byte)'"':
                return SkipString(json, at);
            case (byte)'{' or (byte)'[':
                return SkipContainer(json, at);
            default:
                var length = json[at..].IndexOfAny(s_endOfScalar);
                return length < 0 ? json.Length : at + length;
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

using System.Runtime.CompilerServices;

namespace Sor.Events.Json;

/// <summary>
/// Goes over JSON (RFC 8259) in valid UTF-8 that nobody has checked yet. It knows yes and no: why not is left to the base library's reader, which
/// takes twice as long as it keeps account of every token. Each step takes a position and gives the one behind, or <see cref="Failed"/>, which may
/// be given to the next step.
/// </summary>
internal static class JsonCheck
{
    internal const int Failed = -1;

    // One bit for each open container.
    private const int Bits = 64;

    /// <summary>The byte at a position; 0, which is allowed nowhere, where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static byte At(ReadOnlySpan<byte> json, int at) => (uint)at < (uint)json.Length ? json[at] : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Space(ReadOnlySpan<byte> json, int at) => At(json, at) > (byte)' ' ? at : SomeSpace(json, at);

    /// <summary>Whether it is one value, and nothing else, no deeper than an event may be.</summary>
    internal static bool IsJson(ReadOnlySpan<byte> json)
    {
        var end = Value(json, Space(json, 0), 0);
        return end != Failed && Space(json, end) == json.Length;
    }

    /// <summary>A value, whatever it holds.</summary>
    /// <param name="json">The document.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="outer">How many containers it stands in: those in it may be as many as <see cref="EventDocument.MaxDepth"/> leaves.</param>
    internal static int Value(ReadOnlySpan<byte> json, int at, int outer)
    {
        var hasEscapes = false;
        var objects = 0UL;
        for (var depth = 0; ;)
        {
            var first = At(json, at);
            if (first == (byte)'"')
            {
                at = String(json, at, ref hasEscapes);
            }
            else if (first is not ((byte)'{' or (byte)'['))
            {
                at = Scalar(json, at);
            }
            else if (depth == Bits)
            {
                at = Value(json, at, outer + depth);
            }
            else
            {
                if (outer + depth == EventDocument.MaxDepth)
                    return Failed;
                depth++;
                var isObject = first == (byte)'{';
                objects = (objects << 1) | (isObject ? 1UL : 0);
                at = Space(json, at + 1);
                if (At(json, at) != ClosingOf(isObject))
                {
                    if (isObject)
                        at = Name(json, at, ref hasEscapes);
                    continue;
                }
            }

            // Behind a value stand the ends of the containers that it fills, and then perhaps the next one.
            for (; depth > 0; depth--, at++, objects >>= 1)
            {
                at = Space(json, at);
                var isObject = (objects & 1) != 0;
                var next = At(json, at);
                if (next == (byte)',')
                {
                    at = Space(json, at + 1);
                    if (isObject)
                        at = Name(json, at, ref hasEscapes);
                    break;
                }

                if (next != ClosingOf(isObject))
                    return Failed;
            }

            if (depth == 0)
                return at;
        }
    }

    /// <summary>A member's name, the colon, and the white space around it.</summary>
    internal static int Name(ReadOnlySpan<byte> json, int at, ref bool hasEscapes) => Colon(json, String(json, at, ref hasEscapes));

    /// <summary>The colon behind a name, and the white space around it.</summary>
    internal static int Colon(ReadOnlySpan<byte> json, int at)
    {
        at = Space(json, at);
        return At(json, at) == (byte)':' ? Space(json, at + 1) : Failed;
    }

    /// <summary>A string.</summary>
    /// <param name="json">The document.</param>
    /// <param name="at">Where its opening quote must stand.</param>
    /// <param name="hasEscapes">Set if it has escapes; otherwise left as it is.</param>
    internal static int String(ReadOnlySpan<byte> json, int at, ref bool hasEscapes)
    {
        if (At(json, at) != (byte)'"')
            return Failed;
        for (at++; ;)
        {
            at = JsonScan.EndOrEscape(json, at);
            if (At(json, at) != (byte)'\\')
                return At(json, at) == (byte)'"' ? at + 1 : Failed;
            hasEscapes = true;
            at = Escape(json, at + 1);
            if (at == Failed)
                return Failed;
        }
    }

    private static byte ClosingOf(bool isObject) => isObject ? (byte)'}' : (byte)']';

    private static int SomeSpace(ReadOnlySpan<byte> json, int at)
    {
        while (At(json, at) is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            at++;
        return at;
    }

    private static int Escape(ReadOnlySpan<byte> json, int at)
    {
        switch (At(json, at))
        {
            case (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b' or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t':
                return at + 1;
            case (byte)'u':
                var end = at + 5;
                while (++at < end)
                {
                    if (!char.IsAsciiHexDigit((char)At(json, at)))
                        return Failed;
                }

                return at;
            default:
                return Failed;
        }
    }

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>.</summary>
    internal static int Scalar(ReadOnlySpan<byte> json, int at) => At(json, at) switch
    {
        (byte)'t' => Literal(json, at, "true"u8),
        (byte)'f' => Literal(json, at, "false"u8),
        (byte)'n' => Literal(json, at, "null"u8),
        _ => Number(json, at),
    };

    private static int Literal(ReadOnlySpan<byte> json, int at, ReadOnlySpan<byte> literal) =>
        json[at..].StartsWith(literal) ? at + literal.Length : Failed;

    private static int Number(ReadOnlySpan<byte> json, int at)
    {
        if (At(json, at) == (byte)'-')
            at++;
        at = At(json, at) == (byte)'0' ? at + 1 : Digits(json, at);
        if (At(json, at) == (byte)'.')
            at = Digits(json, at + 1);
        if (At(json, at) is not ((byte)'e' or (byte)'E'))
            return at;
        at++;
        if (At(json, at) is (byte)'+' or (byte)'-')
            at++;
        return Digits(json, at);
    }

    private static int Digits(ReadOnlySpan<byte> json, int at)
    {
        var start = at;
        while (char.IsAsciiDigit((char)At(json, at)))
            at++;
        return at > start ? at : Failed;
    }
}

using System.Numerics;
using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>
/// Finds the values that several pointers name, in one pass over the bytes that ends when all are found. What no pointer leads to is skipped.
/// </summary>
internal sealed class PointerReader
{
    /// <summary>Most pointers of one reader: one bit each.</summary>
    internal const int MaxPointers = 32;

    private readonly JsonPointer[] _pointers;
    private readonly byte[][] _needles;

    /// <param name="pointers">At most <see cref="MaxPointers"/>.</param>
    internal PointerReader(JsonPointer[] pointers)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(pointers.Length, MaxPointers);
        _pointers = pointers;
        _needles = new byte[pointers.Length][];
        for (var i = 0; i < pointers.Length; i++)
            _needles[i] = pointers[i].LongestName().ToArray();
    }

    internal int Count => _pointers.Length;

    /// <summary>Finds what is there. Where a name stands twice, its first value counts.</summary>
    /// <param name="json">The text; one that turns out to be no JSON has what was found before that.</param>
    /// <param name="found">One place for each pointer; those that lead nowhere are left without a value.</param>
    internal void Find(ReadOnlySpan<byte> json, Span<JsonSlice> found)
    {
        found.Clear();
        if (_pointers.Length == 0 || json.IsEmpty)
            return;
        var waiting = Promising(json);
        if (waiting == 0)
            return;
        var reader = new Utf8JsonReader(json);
        try
        {
            _ = reader.Read();
            Visit(ref reader, waiting, 0, ref waiting, found);
        }
        catch (JsonException)
        {
            // Whoever needs JSON says so; here nothing more is found.
        }
        catch (InvalidOperationException)
        {
            // The same for a name with half a surrogate pair, which is JSON but no text.
        }
    }

    /// <summary>
    /// Pointers that may lead somewhere. A text without escapes holds every name that is in it byte by byte, and looking for bytes is many times
    /// faster than reading tokens: most events have nothing of what is looked for, and are done with here.
    /// </summary>
    private uint Promising(ReadOnlySpan<byte> json)
    {
        if (json.Contains((byte)'\\'))
            return uint.MaxValue >> (MaxPointers - _pointers.Length);
        uint promising = 0;
        for (var i = 0; i < _needles.Length; i++)
        {
            if (json.IndexOf(_needles[i]) >= 0)
                promising |= 1u << i;
        }

        return promising;
    }

    /// <param name="reader">Stands at the first token of a value, and at its last one when this returns, unless nothing is waited for any more.</param>
    /// <param name="here">Pointers that lead to this value or through it.</param>
    /// <param name="depth">Segments that led here.</param>
    /// <param name="waiting">Pointers whose value has not been seen to its end. While there is one, the pass goes on.</param>
    /// <param name="found">Places for what is found.</param>
    private void Visit(ref Utf8JsonReader reader, uint here, int depth, ref uint waiting, Span<JsonSlice> found)
    {
        var ending = EndingAt(here, depth);
        var through = here & ~ending;
        var start = (int)reader.TokenStartIndex;
        var type = reader.TokenType;
        if (through != 0 && type == JsonTokenType.StartObject)
            VisitMembers(ref reader, through, depth, ref waiting, found);
        else if (through != 0 && type == JsonTokenType.StartArray)
            VisitElements(ref reader, through, depth, ref waiting, found);
        else
            reader.Skip();
        if (ending == 0)
            return;
        waiting &= ~ending;
        var slice = new JsonSlice(start, (int)reader.BytesConsumed - start, type);
        for (var rest = ending; rest != 0; rest &= rest - 1)
            found[BitOperations.TrailingZeroCount(rest)] = slice;
    }

    private void VisitMembers(ref Utf8JsonReader reader, uint here, int depth, ref uint waiting, Span<JsonSlice> found)
    {
        while (waiting != 0 && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            uint below = 0;
            for (var rest = here & waiting; rest != 0; rest &= rest - 1)
            {
                var pointer = BitOperations.TrailingZeroCount(rest);
                if (reader.ValueTextEquals(_pointers[pointer].NameAt(depth)))
                    below |= 1u << pointer;
            }

            _ = reader.Read();
            Visit(ref reader, below, depth + 1, ref waiting, found);
        }
    }

    private void VisitElements(ref Utf8JsonReader reader, uint here, int depth, ref uint waiting, Span<JsonSlice> found)
    {
        for (var index = 0; waiting != 0 && reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            uint below = 0;
            for (var rest = here & waiting; rest != 0; rest &= rest - 1)
            {
                var pointer = BitOperations.TrailingZeroCount(rest);
                if (_pointers[pointer].IndexAt(depth) == index)
                    below |= 1u << pointer;
            }

            Visit(ref reader, below, depth + 1, ref waiting, found);
        }
    }

    private uint EndingAt(uint here, int depth)
    {
        uint ending = 0;
        for (var rest = here; rest != 0; rest &= rest - 1)
        {
            var pointer = BitOperations.TrailingZeroCount(rest);
            if (_pointers[pointer].Length == depth)
                ending |= 1u << pointer;
        }

        return ending;
    }
}

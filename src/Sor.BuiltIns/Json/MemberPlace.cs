using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>A place in JSON objects that a value is put into, whether or not there is one already.</summary>
internal sealed class MemberPlace
{
    /// <summary>How many pointers it needs the values of.</summary>
    internal const int PointerCount = 2;

    private const int Itself = 0;
    private const int Parent = 1;

    private readonly byte[] _name;

    /// <param name="pointer">Names a member: it has at least one segment.</param>
    internal MemberPlace(JsonPointer pointer)
    {
        Pointers = [pointer, pointer.Parent()];
        _name = [.. "\""u8, .. JsonEncodedText.Encode(pointer.NameAt(pointer.Length - 1)).EncodedUtf8Bytes, .. "\":"u8];
    }

    /// <summary>What <see cref="Put"/> has to know of the JSON, for a reader that may look for more in the same pass.</summary>
    internal JsonPointer[] Pointers { get; }

    /// <summary>
    /// The JSON with the value at this place: it replaces the one that is there, or is the last member of the object that should hold it. Without
    /// such an object the JSON stays as it is.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="found">What <see cref="Pointers"/> lead to in it.</param>
    /// <param name="value">The value, as JSON.</param>
    /// <param name="buffers">Where the memory of the new text comes from.</param>
    internal ReadOnlyMemory<byte> Put(ReadOnlyMemory<byte> json, ReadOnlySpan<JsonSlice> found, ReadOnlySpan<byte> value, InvocationBuffers buffers)
    {
        if (found[Itself].IsFound)
            return Splice(json, found[Itself].Start, found[Itself].Length, [], [], value, buffers);
        if (found[Parent].Type != JsonTokenType.StartObject)
            return json;
        var isEmpty = found[Parent].Of(json.Span)[1..^1].Trim(" \t\r\n"u8).IsEmpty;
        return Splice(json, found[Parent].Start + found[Parent].Length - 1, 0, isEmpty ? [] : ","u8, _name, value, buffers);
    }

    private static ReadOnlyMemory<byte> Splice(
        ReadOnlyMemory<byte> json, int start, int removed, ReadOnlySpan<byte> separator, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value,
        InvocationBuffers buffers)
    {
        var size = json.Length - removed + separator.Length + name.Length + value.Length;
        var array = buffers.Rent(size);
        var rest = array.AsSpan();
        Append(ref rest, json.Span[..start]);
        Append(ref rest, separator);
        Append(ref rest, name);
        Append(ref rest, value);
        Append(ref rest, json.Span[(start + removed)..]);
        return array.AsMemory(0, size);
    }

    private static void Append(ref Span<byte> rest, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}

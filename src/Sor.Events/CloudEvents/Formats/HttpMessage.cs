using System.Buffers;
using System.Text;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>Headers in their order, and a body: what a request and a response have in common. Reused from message to message. Not thread-safe.</summary>
public sealed class HttpMessage
{
    /// <summary>Headers of one message: each is compared with those before it.</summary>
    public const int MaxHeaders = 1000;

    private readonly ArrayBufferWriter<byte> _text = new(512);
    private Header[] _headers = new Header[16];

    /// <summary>Number of headers.</summary>
    public int Count { get; private set; }

    /// <summary>The body; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    /// <summary>Whether the body is known to be text in UTF-8.</summary>
    public bool IsText { get; set; }

    public ReadOnlySpan<byte> Name(int index) => _text.WrittenSpan.Slice(_headers[index].Start, _headers[index].NameLength);

    public ReadOnlySpan<byte> Value(int index) => _text.WrittenSpan.Slice(_headers[index].Start + _headers[index].NameLength, _headers[index].ValueLength);

    /// <summary>Index of the first header of this name, in any case; -1 when there is none.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (Ascii.EqualsIgnoreCase(Name(i), name))
                return i;
        }

        return -1;
    }

    /// <summary>Value of the first header of this name; empty when there is none.</summary>
    public ReadOnlySpan<byte> Get(ReadOnlySpan<byte> name) => Find(name) is >= 0 and var index ? Value(index) : default;

    /// <summary>Forgets the message.</summary>
    public void Clear()
    {
        _text.ResetWrittenCount();
        (Count, Body, IsText) = (0, default, false);
    }

    /// <summary>Adds a header.</summary>
    /// <exception cref="EventFormatException">There are <see cref="MaxHeaders"/> already.</exception>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Count == MaxHeaders)
            throw new EventFormatException("", $"has more than {MaxHeaders} headers");
        if (Count == _headers.Length)
            Array.Resize(ref _headers, Count * 2);
        _headers[Count++] = new Header(_text.WrittenCount, name.Length, value.Length);
        _text.Write(name);
        _text.Write(value);
    }

    private readonly record struct Header(int Start, int NameLength, int ValueLength);
}

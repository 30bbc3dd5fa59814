using System.Buffers;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>
/// One CloudEvent, whatever the format or mode that it came in: its attributes in their order, and its data. Used for one event after
/// another it allocates nothing. Data that came as it is stays where it came: those bytes must not change while the event is used.
/// Not thread-safe.
/// </summary>
public sealed class CloudEvent
{
    private readonly ArrayBufferWriter<byte> _text = new(512);
    private readonly ArrayBufferWriter<byte> _content = new(1024);
    private Attribute[] _attributes = new Attribute[16];

    /// <summary>Number of attributes, <c>datacontenttype</c> among them.</summary>
    public int Count { get; private set; }

    /// <summary>What the data is.</summary>
    public CloudEventDataKind DataKind { get; private set; }

    /// <summary>The data: a JSON value as it is written, text in UTF-8, or the bytes themselves.</summary>
    public ReadOnlyMemory<byte> Data { get; private set; }

    /// <summary>Name of an attribute.</summary>
    public ReadOnlySpan<byte> Name(int index) => _text.WrittenSpan.Slice(_attributes[index].Name, _attributes[index].NameLength);

    /// <summary>Value of an attribute in its canonical form, in UTF-8; never empty.</summary>
    public ReadOnlySpan<byte> Value(int index) => _text.WrittenSpan.Slice(_attributes[index].Value, _attributes[index].ValueLength);

    /// <summary>Whether the value is a Boolean or an Integer, which JSON writes without quotes.</summary>
    public bool IsLiteral(int index) => _attributes[index].IsLiteral;

    /// <summary>Value of the attribute of this name; empty when there is none.</summary>
    public ReadOnlySpan<byte> Get(ReadOnlySpan<byte> name) => Find(name) is >= 0 and var index ? Value(index) : default;

    /// <summary>Whether there is an attribute of this name.</summary>
    public bool Has(ReadOnlySpan<byte> name) => Find(name) >= 0;

    /// <summary>Forgets the event.</summary>
    public void Clear()
    {
        _text.ResetWrittenCount();
        _content.ResetWrittenCount();
        (Count, DataKind, Data) = (0, CloudEventDataKind.None, default);
    }

    /// <summary>
    /// Says of JSON data without a type that it is <c>application/json</c>: another format or mode would not know it otherwise.
    /// </summary>
    public void DeclareType()
    {
        if (DataKind == CloudEventDataKind.Json && !Has("datacontenttype"u8))
            Add("datacontenttype"u8, "application/json"u8, isLiteral: false);
    }

    /// <summary>Adds an attribute that is known to be valid.</summary>
    internal void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, bool isLiteral)
    {
        if (Count == _attributes.Length)
            Array.Resize(ref _attributes, Count * 2);
        var start = _text.WrittenCount;
        _text.Write(name);
        _text.Write(value);
        _attributes[Count++] = new Attribute(start, name.Length, start + name.Length, value.Length, isLiteral);
    }

    internal void SetData(CloudEventDataKind kind, ReadOnlyMemory<byte> data) => (DataKind, Data) = (kind, data);

    /// <summary>Room for data that has to be decoded.</summary>
    internal ArrayBufferWriter<byte> Content()
    {
        _content.ResetWrittenCount();
        return _content;
    }

    private int Find(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_attributes[i].NameLength == name.Length && Name(i).SequenceEqual(name))
                return i;
        }

        return -1;
    }

    private readonly record struct Attribute(int Name, int NameLength, int Value, int ValueLength, bool IsLiteral);
}

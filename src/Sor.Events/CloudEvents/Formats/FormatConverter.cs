using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>
/// Turns CloudEvents of one mode into those of another. A structured event or a batch is its JSON; in binary mode, and where headers are
/// given all the same, a message is what <see cref="HttpMessageJson"/> reads and writes. Used for one after another it allocates nothing
/// but what the JSON's own escapes demand. Not thread-safe.
/// </summary>
public sealed class FormatConverter
{
    private readonly EventDocument _document = new();
    private readonly EventDocument _inner = new();
    private readonly StructuredFormat _structured = new();
    private readonly BinaryMode _binary = new();
    private readonly HttpMessage _message = new();
    private readonly ArrayBufferWriter<byte> _body = new();

    /// <summary>The event that was converted last.</summary>
    public CloudEvent Event { get; } = new();

    /// <summary>
    /// Converts. Several events become a batch, or an array of structured events or of messages; one stands alone, except in a batch.
    /// </summary>
    /// <param name="json">What came.</param>
    /// <param name="from">Its mode.</param>
    /// <param name="to">The mode that is wanted.</param>
    /// <param name="output">Where it goes. After an error there is a part of it.</param>
    /// <exception cref="EventFormatException">It is not what the mode demands.</exception>
    public void Convert(ReadOnlyMemory<byte> json, ContentMode from, ContentMode to, IBufferWriter<byte> output)
    {
        _document.Load(json);
        if (from == ContentMode.Binary)
        {
            FromBinary(to, output);
            return;
        }

        var document = Body(from);
        if (from == ContentMode.Batch)
        {
            if (!document.Root.IsArray)
                throw document.Root.Error("is no batch: that is an array of CloudEvents");
            FromBatch(document, to, output);
            return;
        }

        if (document.Root.IsArray)
            throw document.Root.Error("is an array: that is a batch, not one structured event");
        var isBatch = to == ContentMode.Batch;
        output.Write(isBatch ? "["u8 : default);
        _structured.Read(document, document.Root, Event);
        Write(to, isSame: to == from, output);
        output.Write(isBatch ? "]"u8 : default);
    }

    /// <summary>The document with the events: what came, or the body of the message that came.</summary>
    private EventDocument Body(ContentMode mode)
    {
        if (!HttpMessageJson.IsMessage(_document.Root))
            return _document;
        HttpMessageJson.Read(_document.Root, _message, _body);
        var type = _message.Get("content-type"u8);
        if (ContentModes.Of(type) != mode || !ContentModes.IsJson(type))
            throw _document.Member("headers"u8).Error(mode == ContentMode.Batch ? "has no content-type application/cloudevents-batch+json" : "has no content-type application/cloudevents+json");
        try
        {
            _inner.Load(_message.Body);
        }
        catch (EventFormatException problem)
        {
            throw _document.Member("body"u8).Error(problem.Message);
        }

        return _inner;
    }

    private void FromBatch(EventDocument document, ContentMode to, IBufferWriter<byte> output)
    {
        var count = 0;
        foreach (var _ in document.Root.Elements())
            count++;
        var isArray = to == ContentMode.Batch || count != 1;
        output.Write(isArray ? "["u8 : default);
        var isFirst = true;
        foreach (var element in document.Root.Elements())
        {
            output.Write(isFirst ? default : ","u8);
            isFirst = false;
            _structured.Read(document, element, Event);
            Write(to, isSame: to == ContentMode.Batch, output);
        }

        output.Write(isArray ? "]"u8 : default);
    }

    private void FromBinary(ContentMode to, IBufferWriter<byte> output)
    {
        var isArray = to == ContentMode.Batch || _document.Root.IsArray;
        output.Write(isArray ? "["u8 : default);
        if (!_document.Root.IsArray)
            OneOfBinary(_document.Root, to, output);
        var isFirst = true;
        foreach (var element in _document.Root.Elements())
        {
            output.Write(isFirst ? default : ","u8);
            isFirst = false;
            OneOfBinary(element, to, output);
        }

        output.Write(isArray ? "]"u8 : default);
    }

    private void OneOfBinary(JsonValue message, ContentMode to, IBufferWriter<byte> output)
    {
        HttpMessageJson.Read(message, _message, _body);
        if (ContentModes.Of(_message.Get("content-type"u8)) is not ContentMode.Binary and var mode)
            throw message.Get("headers"u8).Error(mode == ContentMode.Batch ? "has the content-type of a batch" : "has the content-type of a structured event");
        try
        {
            _binary.Read(_message, Event);
        }
        catch (EventFormatException problem)
        {
            throw message.Error(problem.Message);
        }

        Write(to, isSame: to == ContentMode.Binary, output);
    }

    private void Write(ContentMode to, bool isSame, IBufferWriter<byte> output)
    {
        if (!isSame)
            Event.DeclareType();
        if (to != ContentMode.Binary)
        {
            StructuredFormat.Write(Event, output);
            return;
        }

        _binary.Write(Event, _message);
        HttpMessageJson.Write(_message, output);
    }
}

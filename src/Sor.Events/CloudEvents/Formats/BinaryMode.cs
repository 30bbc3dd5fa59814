using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>The binary mode of the HTTP protocol binding 1.0.2: attributes in headers <c>ce-…</c>, data in the body.</summary>
public sealed class BinaryMode
{
    private const int PrefixLength = 3;

    private readonly ArrayBufferWriter<byte> _name = new(64);
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private readonly ArrayBufferWriter<byte> _scratch = new(256);

    /// <summary>Whether the headers say that this is a CloudEvent.</summary>
    public static bool IsEvent(HttpMessage message) =>
        message.Find("ce-specversion"u8) >= 0 && message.Find("ce-id"u8) >= 0 && message.Find("ce-source"u8) >= 0 && message.Find("ce-type"u8) >= 0;

    /// <summary>Reads an event.</summary>
    /// <param name="message">The message. Its body must stay as it is while the event is used.</param>
    /// <param name="target">Takes the event. After an error there is a part of it.</param>
    /// <exception cref="EventFormatException">It is no valid CloudEvent; the place is <c>/headers/</c> and the header's name.</exception>
    public void Read(HttpMessage message, CloudEvent target)
    {
        target.Clear();
        for (var i = 0; i < message.Count; i++)
        {
            var header = message.Name(i);
            if (AsciiText.Same(header, "content-type"u8))
                Take(target, "datacontenttype"u8, message.Value(i).Trim(" \t"u8), header);
            else if (AsciiText.StartsWith(header, "ce-"u8) && !AsciiText.Same(header, "ce-datacontenttype"u8))
                TakeEncoded(target, header, message.Value(i));
        }

        if (AttributeRules.Missing(target) is { } missing)
            throw new EventFormatException("/headers", missing.Replace("has no ", "has no ce-", StringComparison.Ordinal));
        if (!message.Body.IsEmpty)
            target.SetData(KindOf(message.Body.Span, target.Get("datacontenttype"u8)), message.Body);
    }

    /// <summary>Writes an event: <c>content-type</c> first, then the attributes in their order, in lower case.</summary>
    /// <param name="source">The event. Its data becomes the body, not a copy of it.</param>
    /// <param name="message">Takes it; what it was before is forgotten.</param>
    public void Write(CloudEvent source, HttpMessage message)
    {
        message.Clear();
        source.DeclareType();
        if (source.Get("datacontenttype"u8) is { IsEmpty: false } type)
            message.Add("content-type"u8, type);
        for (var i = 0; i < source.Count; i++)
        {
            if (source.Name(i).SequenceEqual("datacontenttype"u8))
                continue;
            _name.ResetWrittenCount();
            _value.ResetWrittenCount();
            _name.Write("ce-"u8);
            _name.Write(source.Name(i));
            HeaderValue.Encode(source.Value(i), _value);
            message.Add(_name.WrittenSpan, _value.WrittenSpan);
        }

        (message.Body, message.IsText) = (source.Data, source.DataKind != CloudEventDataKind.Binary);
    }

    private static CloudEventDataKind KindOf(ReadOnlySpan<byte> body, ReadOnlySpan<byte> type)
    {
        if (type.IsEmpty || !Utf8.IsValid(body))
            return CloudEventDataKind.Binary;
        if (MediaType.IsJson(type))
            return JsonText.IsJson(body) ? CloudEventDataKind.Json : CloudEventDataKind.Binary;
        return MediaType.IsText(type) && MediaType.IsUtf8(type) ? CloudEventDataKind.Text : CloudEventDataKind.Binary;
    }

    private void TakeEncoded(CloudEvent target, ReadOnlySpan<byte> header, ReadOnlySpan<byte> encoded)
    {
        _name.ResetWrittenCount();
        foreach (var c in header[PrefixLength..])
            _name.Write([c is >= (byte)'A' and <= (byte)'Z' ? (byte)(c | 0x20) : c]);
        _value.ResetWrittenCount();
        if (!HeaderValue.TryDecode(encoded, _value))
            throw Error(header, "is not UTF-8 when its percent signs are decoded");
        Take(target, _name.WrittenSpan, _value.WrittenSpan, header);
    }

    private void Take(CloudEvent target, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value, ReadOnlySpan<byte> header)
    {
        if (AttributeRules.Add(target, name, value, _scratch) is { } problem)
            throw Error(header, problem);
    }

    private static EventFormatException Error(ReadOnlySpan<byte> header, string problem) => new("/headers/" + Encoding.UTF8.GetString(header), problem);
}

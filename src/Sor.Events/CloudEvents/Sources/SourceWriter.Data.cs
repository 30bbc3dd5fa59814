using System.Buffers;
using System.Buffers.Text;
using System.Text.Unicode;
using Sor.Events.Compression;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

// Data, which ends an event.
internal sealed partial class SourceWriter
{
    private readonly ArrayBufferWriter<byte> _content = new(1024);
    private Inflater? _inflater;

    internal bool IsPayload => Options.Mode == CloudEventMode.Payload;

    /// <summary>Ends the event with a value of the event as data, in all modes.</summary>
    internal void End(JsonValue data)
    {
        Complete();
        if (Options.Mode == CloudEventMode.Whole)
            data = Document.Root;
        if (!data.Raw.IsEmpty)
            Json(data.Raw);
        End();
    }

    /// <summary>Ends the event with the record as data, or with the text that it carries.</summary>
    internal void EndWithText(JsonValue record, JsonValue text, ReadOnlySpan<byte> contentType = default)
    {
        if (!IsPayload)
        {
            End(record);
            return;
        }

        Complete();
        if (text.IsString)
        {
            _content.ResetWrittenCount();
            text.AppendTo(_content);
            Content(_content.WrittenSpan, contentType);
        }
        else if (!text.IsMissing)
        {
            Json(text.Raw);
        }

        End();
    }

    /// <summary>Ends the event with the record as data, or with the bytes that it carries in base64.</summary>
    internal void EndWithBase64(JsonValue record, JsonValue base64, ReadOnlySpan<byte> contentType = default)
    {
        if (!IsPayload)
        {
            End(record);
            return;
        }

        Complete();
        if (base64.IsString)
            Content(Decode(base64), contentType);
        End();
    }

    /// <summary>Ends the event with the request as data, or with its body.</summary>
    internal void EndWithBody(JsonValue request, JsonValue body, bool isBase64, ReadOnlySpan<byte> contentType)
    {
        if (isBase64)
            EndWithBase64(request, body, contentType);
        else
            EndWithText(request, body, contentType);
    }

    /// <summary>Ends the event with a value of another document, which was carried in this one, in all modes.</summary>
    internal void EndWith(JsonValue data)
    {
        Complete();
        Json(data.Raw);
        End();
    }

    /// <summary>Ends the event with a text as data, in all modes but that of the whole event.</summary>
    internal void EndWithContent(JsonValue text, bool isBase64)
    {
        if (Options.Mode == CloudEventMode.Whole)
        {
            End(default);
            return;
        }

        Complete();
        Content(isBase64 ? Decode(text) : text.Utf8(), default);
        End();
    }

    /// <summary>Ends the event with content as data, in all modes; with none when it is empty.</summary>
    internal void EndWithContent(ReadOnlySpan<byte> content, ReadOnlySpan<byte> contentType)
    {
        Complete();
        if (!content.IsEmpty)
            Content(content, contentType);
        End();
    }

    /// <summary>Ends an event that was carried in attributes beside its data. Nothing is known of its data but the type that it has.</summary>
    internal void EndCarried(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> contentType)
    {
        Complete();
        if (!contentType.IsEmpty)
        {
            _writer.Attribute("datacontenttype"u8, contentType);
            Typed(bytes, Utf8.IsValid(bytes), contentType);
        }
        else
        {
            _writer.DataBinary(bytes);
        }

        End();
    }

    /// <summary>Ends an event that has its data, or none.</summary>
    internal void EndCarried()
    {
        Complete();
        End();
    }

    /// <summary>What base64 stands for; valid until the next content is read.</summary>
    internal ReadOnlySpan<byte> Decode(JsonValue base64)
    {
        _content.ResetWrittenCount();
        base64.AppendTo(_content);
        var length = _content.WrittenCount;
        var space = _content.GetSpan(Base64.GetMaxDecodedFromUtf8Length(length));
        if (Base64.DecodeFromUtf8(_content.WrittenSpan, space, out _, out var written) != OperationStatus.Done)
            throw base64.Error("is not base64");
        _content.Advance(written);
        return _content.WrittenSpan[length..];
    }

    /// <summary>JSON that stands packed, in base64; valid until the next content is read.</summary>
    internal JsonValue Unpack(JsonValue base64, int limit)
    {
        var json = (_inflater ??= new Inflater()).Unpack(Decode(base64), limit, out var problem);
        if (problem is not null)
            throw base64.Error(problem);
        var unpacked = _carried ??= new EventDocument();
        try
        {
            unpacked.Load(json);
        }
        catch (EventFormatException broken)
        {
            throw base64.Error($"is broken when unpacked: {broken.Message}");
        }

        return unpacked.Root;
    }

    private void Json(ReadOnlySpan<byte> value)
    {
        _writer.Attribute("datacontenttype"u8, "application/json"u8);
        _writer.DataJson(value);
    }

    /// <summary>Content of the type that it has, or of the one that it looks like.</summary>
    private void Content(ReadOnlySpan<byte> content, ReadOnlySpan<byte> contentType)
    {
        var isText = Utf8.IsValid(content);
        if (!contentType.IsEmpty)
        {
            _writer.Attribute("datacontenttype"u8, contentType);
            Typed(content, isText, contentType);
        }
        else if (isText && JsonText.IsJson(content))
        {
            Json(content);
        }
        else if (isText)
        {
            _writer.Attribute("datacontenttype"u8, "text/plain"u8);
            _writer.DataText(content);
        }
        else
        {
            _writer.Attribute("datacontenttype"u8, "application/octet-stream"u8);
            _writer.DataBinary(content);
        }
    }

    private void Typed(ReadOnlySpan<byte> content, bool isText, ReadOnlySpan<byte> contentType)
    {
        if (isText && MediaType.IsJson(contentType) && JsonText.IsJson(content))
            _writer.DataJson(content);
        else if (isText && MediaType.IsText(contentType) && !MediaType.IsJson(contentType))
            _writer.DataText(content);
        else
            _writer.DataBinary(content);
    }
}

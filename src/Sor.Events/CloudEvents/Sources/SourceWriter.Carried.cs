using System.Buffers;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.CloudEvents.Webhooks;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

// CloudEvents that a record carries: they are passed on in its stead.
internal sealed partial class SourceWriter
{
    private EventDocument? _carried;
    private CarriedInHttp? _inHttp;
    private WebhookSources? _webhooks;

    /// <summary>Reads what requests carry.</summary>
    internal CarriedInHttp InHttp => _inHttp ??= new CarriedInHttp();

    /// <summary>Reads webhooks.</summary>
    internal WebhookSources Webhooks => _webhooks ??= new WebhookSources();

    /// <summary>Whether a request may be a webhook.</summary>
    internal bool TakesWebhooks => (Options.Webhooks || Options.Webhook is not null) && Options.Mode != CloudEventMode.Whole;

    /// <summary>Whether what is carried is passed on.</summary>
    internal bool Unwraps => Options.Unwrap && Options.Mode != CloudEventMode.Whole;

    /// <summary>Writes the CloudEvent that a text is, if it is one.</summary>
    internal bool TryUnwrapText(JsonValue text)
    {
        if (!Unwraps || text.RawString.IndexOf("specversion"u8) < 0)
            return false;
        _content.ResetWrittenCount();
        text.AppendTo(_content);
        return TryUnwrap(_content.WrittenMemory);
    }

    /// <summary>Writes the CloudEvent that base64 stands for, if it stands for one.</summary>
    internal bool TryUnwrapBase64(JsonValue base64)
    {
        if (!Unwraps || !base64.IsString)
            return false;
        var content = Decode(base64);
        return content.IndexOf("specversion"u8) >= 0 && TryUnwrap(_content.WrittenMemory[^content.Length..]);
    }

    /// <summary>Writes the CloudEvent that an object is, if it is one.</summary>
    internal bool TryUnwrapObject(JsonValue value)
    {
        if (!Unwraps || !CarriedEvent.IsOne(value))
            return false;
        Carry(value);
        return true;
    }

    /// <summary>Writes the CloudEvent, or all of a batch, that bytes are said to be.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="origin">Where they stand, for errors.</param>
    /// <exception cref="EventFormatException">They are none.</exception>
    internal void UnwrapDeclared(ReadOnlyMemory<byte> bytes, JsonValue origin)
    {
        var carried = _carried ??= new EventDocument();
        try
        {
            carried.Load(bytes);
            if (!carried.Root.IsArray)
                Declared(carried.Root);
            foreach (var element in carried.Root.Elements())
                Declared(element);
        }
        catch (EventFormatException problem)
        {
            throw origin.Error($"is said to be a CloudEvent, but {problem.Message}");
        }
    }

    /// <inheritdoc cref="UnwrapDeclared(ReadOnlyMemory{byte}, JsonValue)"/>
    internal void UnwrapDeclared(JsonValue text, bool isBase64) => UnwrapDeclared(Content(text, isBase64), text);

    /// <summary>The bytes of a body, of which what is no string is its JSON; valid until the next content is read.</summary>
    internal ReadOnlyMemory<byte> Content(JsonValue body, bool isBase64)
    {
        if (isBase64)
        {
            var length = Decode(body).Length;
            return _content.WrittenMemory[^length..];
        }

        _content.ResetWrittenCount();
        if (body.IsString)
            body.AppendTo(_content);
        else
            _content.Write(body.Raw);
        return _content.WrittenMemory;
    }

    /// <summary>Writes the event that is a CloudEvent itself.</summary>
    /// <exception cref="EventFormatException">It is not a valid one.</exception>
    internal void Declared(JsonValue value)
    {
        CarriedEvent.Check(value);
        Carry(value);
    }

    /// <summary>An attribute of a carried event, from a header.</summary>
    internal void CarriedAttribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("source"u8))
            Source(Text().Add(value));
        else if (name.SequenceEqual("time"u8))
            Time(value);
        else
            _writer.Attribute(name, value);
    }

    /// <summary>Writes an event that has come in another mode.</summary>
    internal void Carry(CloudEvent carried)
    {
        Begin();
        for (var i = 0; i < carried.Count; i++)
            CarriedAttribute(carried.Name(i), carried.Value(i));
        var data = carried.Data.Span;
        switch (carried.DataKind)
        {
            case CloudEventDataKind.Json:
                _writer.DataJson(data);
                break;
            case CloudEventDataKind.Text:
                _writer.DataText(data);
                break;
            case CloudEventDataKind.Binary:
                _writer.DataBinary(data);
                break;
            default:
                break;
        }

        End();
    }

    private bool TryUnwrap(ReadOnlyMemory<byte> content)
    {
        var carried = _carried ??= new EventDocument();
        try
        {
            carried.Load(content);
            if (!CarriedEvent.IsOne(carried.Root))
                return false;
        }
        catch (EventFormatException)
        {
            return false;
        }

        Carry(carried.Root);
        return true;
    }

    private void Carry(JsonValue value)
    {
        Begin();
        CarriedEvent.Write(this, _writer, value);
        End();
    }
}

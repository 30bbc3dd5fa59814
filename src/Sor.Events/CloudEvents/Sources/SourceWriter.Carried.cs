using System.Buffers;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

// CloudEvents that a record carries: they are passed on in its stead.
internal sealed partial class SourceWriter
{
    private EventDocument? _carried;

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
    internal void UnwrapDeclared(JsonValue text, bool isBase64)
    {
        if (isBase64)
        {
            var content = Decode(text);
            UnwrapDeclared(_content.WrittenMemory[^content.Length..], text);
            return;
        }

        _content.ResetWrittenCount();
        if (text.IsString)
            text.AppendTo(_content);
        else
            _content.Write(text.Raw);
        UnwrapDeclared(_content.WrittenMemory, text);
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

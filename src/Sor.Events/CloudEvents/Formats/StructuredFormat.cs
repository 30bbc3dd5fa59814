using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>The JSON format of CloudEvents 1.0.2: structured mode, and each element of a batch. Strict: what is no CloudEvent is refused.</summary>
public sealed class StructuredFormat
{
    private readonly ArrayBufferWriter<byte> _value = new(256);
    private readonly ArrayBufferWriter<byte> _scratch = new(256);

    /// <summary>Reads an event.</summary>
    /// <param name="document">The document that it stands in.</param>
    /// <param name="value">The event: the document's root, or an element of it.</param>
    /// <param name="target">Takes it. After an error there is a part of it.</param>
    /// <exception cref="EventFormatException">It is no valid CloudEvent.</exception>
    public void Read(EventDocument document, JsonValue value, CloudEvent target)
    {
        if (!value.IsObject)
            throw value.Error("is no CloudEvent: that is an object");
        target.Clear();
        JsonValue data = default, base64 = default;
        if (value.Offset == document.Root.Offset)
        {
            for (var i = 0; i < document.MemberCount; i++)
                Take(target, document.MemberAt(i), ref data, ref base64);
        }
        else
        {
            foreach (var member in value.Members())
                Take(target, member, ref data, ref base64);
        }

        if (AttributeRules.Missing(target) is { } missing)
            throw value.Error(missing);
        if (base64.IsMissing)
            ReadData(document, data, target);
        else if (!data.Raw.IsEmpty)
            throw base64.Error("stands beside data: an event has one of them");
        else
            ReadBase64(base64, target);
    }

    /// <summary>Writes an event, its attributes in their order.</summary>
    public static void Write(CloudEvent source, IBufferWriter<byte> output)
    {
        for (var i = 0; i < source.Count; i++)
        {
            output.Write(i == 0 ? "{\""u8 : ",\""u8);
            output.Write(source.Name(i));
            output.Write("\":"u8);
            if (source.IsLiteral(i))
                output.Write(source.Value(i));
            else
                JsonText.Write(output, source.Value(i));
        }

        var data = source.Data.Span;
        switch (source.DataKind)
        {
            case CloudEventDataKind.Json:
                output.Write(",\"data\":"u8);
                output.Write(data);
                break;
            case CloudEventDataKind.Text:
                output.Write(",\"data\":"u8);
                JsonText.Write(output, data);
                break;
            case CloudEventDataKind.Binary:
                output.Write(",\"data_base64\":\""u8);
                _ = Base64.EncodeToUtf8(data, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(data.Length)), out _, out var written);
                output.Advance(written);
                output.Write("\""u8);
                break;
            default:
                break;
        }

        output.Write("}"u8);
    }

    private void Take(CloudEvent target, JsonValue.Member member, ref JsonValue data, ref JsonValue base64)
    {
        if (member.NameEquals("data"u8))
            data = Once(data, member.Value);
        else if (member.NameEquals("data_base64"u8))
            base64 = Once(base64, member.Value);
        else
            Attribute(target, member.Name.Utf8(), member.Value);
    }

    private static JsonValue Once(JsonValue before, JsonValue value) => before.Raw.IsEmpty ? value : throw value.Error("stands twice");

    private void Attribute(CloudEvent target, ReadOnlySpan<byte> name, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.Null when CloudEventText.IsName(name):
                return;
            case JsonValueKind.String or JsonValueKind.Null:
                _value.ResetWrittenCount();
                value.AppendTo(_value);
                if (AttributeRules.Add(target, name, _value.WrittenSpan, _scratch) is { } problem)
                    throw value.Error(problem);
                return;
            case JsonValueKind.True or JsonValueKind.False:
                break;
            case JsonValueKind.Number:
                if (!value.TryGetInt64(out var number) || number is < int.MinValue or > int.MaxValue)
                    throw value.Error("is no Integer: that has no fraction, no exponent and 32 bits; any other number is carried as a string");
                break;
            default:
                throw value.Error("is no value of an attribute: that is a string, a whole number, true or false");
        }

        if (AttributeRules.IsCore(name))
            throw value.Error("is no string");
        var literal = value.Raw.SequenceEqual("-0"u8) ? "0"u8 : value.Raw;
        if (!CloudEventText.IsName(name) || target.Has(name) || target.Count == CloudEventWriter.MaxAttributes)
            throw value.Error(AttributeRules.Add(target, name, literal, _scratch)!);
        target.Add(name, literal, isLiteral: true);
    }

    private static void ReadData(EventDocument document, JsonValue data, CloudEvent target)
    {
        if (data.Raw.IsEmpty)
            return;
        var type = target.Get("datacontenttype"u8);
        if (type.IsEmpty || MediaType.IsJson(type))
        {
            target.SetData(CloudEventDataKind.Json, document.JsonMemory.Slice(data.Offset, data.Raw.Length));
            return;
        }

        // Null data of a type that is not JSON has nothing that a text could hold.
        if (data.Kind == JsonValueKind.Null)
            return;
        if (!data.IsString)
            throw data.Error("is no string: the type of the data is not JSON");
        var content = target.Content();
        data.AppendTo(content);
        target.SetData(CloudEventDataKind.Text, content.WrittenMemory);
    }

    private static void ReadBase64(JsonValue base64, CloudEvent target)
    {
        if (!base64.IsString)
            throw base64.Error("is no string");
        var content = target.Content();
        base64.AppendTo(content);
        if (!Base64Bytes.TryDecode(content, out var bytes))
            throw base64.Error("is not base64");
        target.SetData(CloudEventDataKind.Binary, bytes);
    }
}

using System.Buffers.Text;
using System.Text.Json;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>A CloudEvent that came: passed on with all its attributes, its data untouched. What no attribute can be is left out.</summary>
internal static class CarriedEvent
{
    /// <summary>Whether a value is a CloudEvent, not just something that looks like one.</summary>
    internal static bool IsOne(JsonValue value) => value.IsObject && !value.Get("specversion"u8).IsMissing && Problem(value, out _) is null;

    /// <exception cref="EventFormatException">It is not a valid CloudEvent.</exception>
    internal static void Check(JsonValue value)
    {
        if (Problem(value, out var place) is { } problem)
            throw place.Error(problem);
    }

    internal static void Write(SourceWriter source, CloudEventWriter writer, JsonValue value)
    {
        foreach (var member in value.Members())
        {
            if (!member.NameEquals("data"u8) && !member.NameEquals("data_base64"u8))
                WriteAttribute(source, writer, member.Name.Utf8(), member.Value);
        }

        if (!value.Get("data"u8).Raw.IsEmpty)
            writer.DataJson(value.Get("data"u8).Raw);
        else if (value.Get("data_base64"u8) is { IsString: true } base64)
            writer.DataBase64(base64.Utf8());
    }

    internal static void WriteAttribute(SourceWriter source, CloudEventWriter writer, ReadOnlySpan<byte> name, JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String when name.SequenceEqual("source"u8):
                source.Source(value);
                break;
            case JsonValueKind.String when name.SequenceEqual("time"u8):
                source.Time(value);
                break;
            case JsonValueKind.String:
                writer.Attribute(name, value);
                break;
            case JsonValueKind.True or JsonValueKind.False:
                writer.Literal(name, value.Raw);
                break;
            case JsonValueKind.Number when value.TryGetInt64(out var number) && number is >= int.MinValue and <= int.MaxValue:
                writer.Literal(name, value.Raw);
                break;
            case JsonValueKind.Number:
                writer.Attribute(name, value.Raw);
                break;
            default:
                break;
        }
    }

    private static string? Problem(JsonValue value, out JsonValue place)
    {
        place = value;
        if (!value.IsObject)
            return "is no CloudEvent: that is an object";
        if (!Has(value.Get("id"u8)))
            return "has no id: it is a string and not empty";
        if (!Has(value.Get("source"u8)))
            return "has no source: it is a string and not empty";
        if (!Has(value.Get("type"u8)))
            return "has no type: it is a string and not empty";
        var version = value.Get("specversion"u8);
        if (!version.Is("1.0"u8))
        {
            place = version.Raw.IsEmpty ? value : version;
            return "has no specversion that is known: it is \"1.0\"";
        }

        var base64 = value.Get("data_base64"u8);
        if (base64.IsMissing)
            return null;
        place = base64;
        if (!value.Get("data"u8).Raw.IsEmpty)
            return "stands beside data: an event has one of them";
        return base64.IsString && Base64.IsValid(base64.Utf8()) ? null : "is not base64";
    }

    /// <summary>Whether a string is not empty, nor would be when what an attribute may not have is taken out.</summary>
    private static bool Has(JsonValue value) => value.IsString && CloudEventText.HasClean(value.Utf8());
}

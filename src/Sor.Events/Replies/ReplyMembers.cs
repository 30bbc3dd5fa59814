using Sor.Events.Json;

namespace Sor.Events.Replies;

/// <summary>Members of an answer that are copied as they stand.</summary>
internal static class ReplyMembers
{
    /// <summary>Writes <c>,"name":value</c>; nothing for a missing value.</summary>
    internal static void Write(ref JsonOutput json, ReadOnlySpan<byte> name, JsonValue value)
    {
        if (value.IsMissing)
            return;
        json.Raw(",\""u8);
        json.Raw(name);
        json.Raw("\":"u8);
        json.Raw(value.Raw);
    }

    /// <summary>Writes the members of an object but one, with commas between them; gives whether there were any.</summary>
    internal static bool WriteAllBut(ref JsonOutput json, ReadOnlySpan<byte> without, JsonValue value)
    {
        var isAny = false;
        foreach (var member in value.Members())
        {
            if (member.NameEquals(without))
                continue;
            json.Raw(isAny ? ","u8 : default);
            isAny = true;
            json.Raw(member.Name.Raw);
            json.Raw(":"u8);
            json.Raw(member.Value.Raw);
        }

        return isAny;
    }

    /// <summary>Whether a value is neither an object nor an array.</summary>
    internal static bool IsFlat(JsonValue value) => !value.IsObject && !value.IsArray;
}

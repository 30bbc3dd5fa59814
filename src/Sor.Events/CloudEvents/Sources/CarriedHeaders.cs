using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>What the headers of a request say about a CloudEvent in it, found in one pass; of a name that stands twice the first counts.</summary>
internal readonly ref struct CarriedHeaders
{
    internal CarriedHeaders(JsonValue headers)
    {
        JsonValue type = default, id = default, source = default, eventType = default, version = default;
        foreach (var header in headers.Members())
        {
            var name = header.Name.RawString;
            if (name.Length < 5 || (name[0] | 0x20) != 'c')
                continue;
            if (AsciiText.Same(name, "content-type"u8))
                Take(ref type, header.Value);
            else if (AsciiText.Same(name, "ce-id"u8))
                Take(ref id, header.Value);
            else if (AsciiText.Same(name, "ce-source"u8))
                Take(ref source, header.Value);
            else if (AsciiText.Same(name, "ce-type"u8))
                Take(ref eventType, header.Value);
            else if (AsciiText.Same(name, "ce-specversion"u8))
                Take(ref version, header.Value);
        }

        ContentType = HttpHeaders.First(type);
        HasAttributes = IsThere(id) && IsThere(source) && IsThere(eventType) && IsThere(version);
    }

    internal JsonValue ContentType { get; }

    /// <summary>Whether all attributes are there that make a request a CloudEvent in binary mode.</summary>
    internal bool HasAttributes { get; }

    private static void Take(ref JsonValue first, JsonValue value)
    {
        if (first.Raw.IsEmpty)
            first = value;
    }

    private static bool IsThere(JsonValue values) => !HttpHeaders.First(values).IsMissing;
}

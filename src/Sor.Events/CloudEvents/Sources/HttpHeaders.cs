using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>Headers in any of the forms that providers write: a value, a list of values, a list of objects with key and value.</summary>
internal static class HttpHeaders
{
    /// <summary>The first value of a header; a missing value when there is none.</summary>
    /// <param name="headers">An object with a member for each name.</param>
    /// <param name="name">Name in lower case.</param>
    internal static JsonValue First(JsonValue headers, ReadOnlySpan<byte> name)
    {
        foreach (var header in headers.Members())
        {
            if (AsciiText.Same(header.Name.RawString, name))
                return First(header.Value);
        }

        return default;
    }

    /// <summary>The first value of one header's values.</summary>
    internal static JsonValue First(JsonValue values)
    {
        if (values.IsArray)
            values = values.First();
        return values.IsObject ? values.Get("value"u8) : values;
    }
}

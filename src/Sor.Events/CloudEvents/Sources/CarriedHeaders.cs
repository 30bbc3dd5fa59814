using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Sources;

/// <summary>What the headers of a request say about a CloudEvent in it; of a name that stands twice the first counts.</summary>
internal readonly ref struct CarriedHeaders
{
    internal CarriedHeaders(JsonValue headers)
    {
        ContentType = HttpHeaders.First(headers, "content-type"u8);
        HasAttributes = MayHaveVersion(headers.Raw) && IsThere(headers, "ce-specversion"u8) && IsThere(headers, "ce-id"u8)
            && IsThere(headers, "ce-source"u8) && IsThere(headers, "ce-type"u8);
    }

    internal JsonValue ContentType { get; }

    /// <summary>Whether all attributes are there that make a request a CloudEvent in binary mode.</summary>
    internal bool HasAttributes { get; }

    private static bool IsThere(JsonValue headers, ReadOnlySpan<byte> name) => !HttpHeaders.First(headers, name).IsMissing;

    // Nearly every request has none of them. That is seen by one rare letter, without looking at header after header.
    private static bool MayHaveVersion(ReadOnlySpan<byte> headers)
    {
        var word = "specversion"u8;
        var before = "spec"u8.Length;
        for (int at; (at = headers.IndexOfAny((byte)'v', (byte)'V')) >= 0; headers = headers[(at + 1)..])
        {
            if (at >= before && headers.Length - at >= word.Length - before && AsciiText.Same(headers.Slice(at - before, word.Length), word))
                return true;
        }

        return false;
    }
}

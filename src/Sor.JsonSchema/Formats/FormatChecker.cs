namespace Sor.JsonSchema;

/// <summary>The common formats: dates and times, addresses of hosts, URIs, UUIDs, pointers. Others stay annotations.</summary>
public sealed class FormatChecker : IFormatChecker
{
    private FormatChecker()
    {
    }

    /// <summary>Has no state of its own.</summary>
    public static FormatChecker Instance { get; } = new();

    public bool Knows(string format) => format is "date" or "time" or "date-time" or "duration" or "email" or "hostname" or "ipv4" or "ipv6"
        or "uri" or "uri-reference" or "uuid" or "json-pointer" or "relative-json-pointer";

    public bool Check(string format, ReadOnlySpan<byte> utf8) => format switch
    {
        "date" => DateFormats.IsDate(utf8),
        "time" => DateFormats.IsTime(utf8),
        "date-time" => utf8.Length > 11 && (utf8[10] | 0x20) == 't' && DateFormats.IsDate(utf8[..10]) && DateFormats.IsTime(utf8[11..]),
        "duration" => DateFormats.IsDuration(utf8),
        "email" => HostFormats.IsEmail(utf8),
        "hostname" => HostFormats.IsHostname(utf8),
        "ipv4" => HostFormats.IsIPv4(utf8),
        "ipv6" => HostFormats.IsIPv6(utf8),
        "uri" => UriFormats.IsUri(utf8, isReference: false),
        "uri-reference" => UriFormats.IsUri(utf8, isReference: true),
        "uuid" => UriFormats.IsUuid(utf8),
        "json-pointer" => UriFormats.IsPointer(utf8),
        _ => UriFormats.IsRelativePointer(utf8),
    };
}

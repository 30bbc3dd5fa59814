using System.Globalization;
using System.Text;

namespace Sor.Events.Samples.Rendering;

/// <summary>How providers write times and numbers.</summary>
internal static class SampleFormat
{
    internal static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time in one of the formats that events have.</summary>
    internal static string Time(DateTimeOffset time, string format)
    {
        var utc = time.ToUniversalTime();
        var milliseconds = utc.ToUnixTimeMilliseconds();
        return format switch
        {
            "iso" => Text("yyyy-MM-dd'T'HH:mm:ss.fff'Z'"),
            "iso-s" => Text("yyyy-MM-dd'T'HH:mm:ss'Z'"),
            "offset" => Text("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'"),
            "plain" => Text("yyyy-MM-dd'T'HH:mm:ss.fff"),
            "date" => Text("yyyy-MM-dd"),
            "utc" => Text("yyyy-MM-dd HH:mm:ss 'UTC'"),
            "basic" => Text("yyyyMMdd'T'HHmmss'Z'"),
            "clf" => Text("dd/MMM/yyyy:HH:mm:ss '+0000'"),
            "mail" => Text("ddd, d MMM yyyy HH:mm:ss '+0000'"),
            "rabbit" => Text("MMM d, yyyy, h:mm:ss tt"),
            "ms" => Number(milliseconds),
            "us" => Number(milliseconds * 1000),
            "hex" => utc.ToUnixTimeSeconds().ToString("x8", CultureInfo.InvariantCulture),
            "s" => Number(utc.ToUnixTimeSeconds()),
            "s.ms" => (milliseconds / 1000m).ToString("0.###", CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"a template asks for the time as '{format}', which is no format"),
        };

        string Text(string pattern) => utc.ToString(pattern, CultureInfo.InvariantCulture);
    }
}

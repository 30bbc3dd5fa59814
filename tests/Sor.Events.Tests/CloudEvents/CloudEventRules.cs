using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>What every CloudEvent in the JSON format must be (CloudEvents 1.0.2, JSON format 1.0.2).</summary>
internal static partial class CloudEventRules
{
    public static void Check(JsonElement cloudEvent)
    {
        var names = cloudEvent.EnumerateObject().Select(member => member.Name).ToList();
        Assert.Equal(names.Distinct().Count(), names.Count);
        Assert.All(["specversion", "id", "source", "type"], name => Assert.Contains(name, names));
        Assert.Equal("1.0", cloudEvent.GetProperty("specversion").GetString());
        Assert.False(names.Contains("data") && names.Contains("data_base64"));
        foreach (var member in cloudEvent.EnumerateObject().Where(member => member.Name is not ("data" or "data_base64")))
        {
            Assert.Matches(Name(), member.Name);
            if (member.Value.ValueKind == JsonValueKind.String)
                Assert.True(IsText(member.Value.GetString()!), $"{member.Name} is {member.Value.GetRawText()}");
            else if (member.Value.ValueKind == JsonValueKind.Number)
                Assert.True(member.Value.TryGetInt32(out _));
            else
                Assert.True(member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False);
        }

        Assert.True(IsUriReference(cloudEvent.GetProperty("source").GetString()!), cloudEvent.GetProperty("source").GetString());
        if (cloudEvent.TryGetProperty("time", out var time))
            Assert.True(Time().IsMatch(time.GetString()!) && DateTimeOffset.TryParse(time.GetString(), CultureInfo.InvariantCulture, out _), time.GetString());
        if (cloudEvent.TryGetProperty("data_base64", out var base64))
            _ = base64.GetBytesFromBase64();
    }

    private static bool IsText(string text) => text.Length > 0 && text.EnumerateRunes().All(rune =>
        rune.Value is > 0x1F and (< 0x7F or > 0x9F) and (< 0xFDD0 or > 0xFDEF) and not 0xFFFD && (rune.Value & 0xFFFE) != 0xFFFE);

    private static bool IsUriReference(string text) => Uri().IsMatch(text);

    [GeneratedRegex("^[a-z0-9]+$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^([A-Za-z0-9!$&'()*+,\-./:;=?@_~\[\]]|%[0-9A-Fa-f]{2})+(#([A-Za-z0-9!$&'()*+,\-./:;=?@_~]|%[0-9A-Fa-f]{2})*)?$")]
    private static partial Regex Uri();
}

using System.Text.Json;

namespace Sor.HttpStages.Errors;

/// <summary>Rules by error type: an exact one before the longest beginning that fits.</summary>
internal sealed class ErrorRules
{
    private const char Rest = '*';

    private readonly Dictionary<string, ErrorRule> _exact = new(StringComparer.Ordinal);
    private readonly List<(string Beginning, ErrorRule Rule)> _beginnings = [];

    /// <summary>Adds a rule.</summary>
    /// <param name="type">An error type, or the beginning of some and <c>*</c>.</param>
    /// <param name="value">A status, or an object.</param>
    /// <returns>What is wrong; null: nothing.</returns>
    internal string? Add(string type, JsonElement value)
    {
        if (Read(value) is not { Status: >= 400 and <= 599 } rule)
            return "is no status: expected is a number from 400 to 599, or an object with status, and title, type or expose";
        if (rule.Type is { } uri && !Uri.IsWellFormedUriString(uri, UriKind.RelativeOrAbsolute))
            return $"has the type \"{uri}\", which is no URI";
        if (type.IndexOf(Rest, StringComparison.Ordinal) is >= 0 and var star && star < type.Length - 1)
            return "has * before its end: it stands for the rest of an error type";
        if (!type.EndsWith(Rest))
        {
            _exact[type] = rule;
            return null;
        }

        _beginnings.Add((type[..^1], rule));
        _beginnings.Sort(static (one, other) => other.Beginning.Length - one.Beginning.Length);
        return null;
    }

    internal ErrorRule? Find(string errorType) =>
        _exact.TryGetValue(errorType, out var rule) ? rule : _beginnings.Find(entry => errorType.StartsWith(entry.Beginning, StringComparison.Ordinal)).Rule;

    private static ErrorRule? Read(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.Number
                ? new ErrorRule(value.TryGetInt32(out var status) ? status : 0)
                : value.Deserialize(SettingsJson.Default.ErrorRule);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

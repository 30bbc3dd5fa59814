using System.Globalization;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>A stage as it is written in <c>sor.yaml</c>: where its keys and the values of its configuration stand.</summary>
/// <param name="entry">The entry of the pipeline, or what stands for one.</param>
/// <param name="path">Its key path.</param>
internal sealed class StageText(ConfigurationNode entry, string path)
{
    private const string ConfigKey = "config";

    /// <summary>The stage's key path.</summary>
    public string Path { get; } = path;

    /// <summary>The place of a key's value; of a key that is not written, that of <c>use</c>.</summary>
    public SourcePosition PositionOf(string key) => Value(key)?.Position ?? SorYamlDialect.Instance.UsePosition(entry);

    /// <summary>Where a JSON pointer (RFC 6901) into the configuration leads: as far as it is written.</summary>
    /// <returns>The key path as the file says it, and the place of the last value on the way.</returns>
    public (string Key, SourcePosition Position) FindConfig(string pointer)
    {
        var key = KeyPath.Append(Path, ConfigKey);
        var position = PositionOf(ConfigKey);
        var node = Value(ConfigKey);
        foreach (var segment in pointer.Split('/').Skip(1).Select(Unescape))
        {
            var isItem = node?.Kind == ConfigurationNodeKind.List;
            var index = -1;
            key = isItem && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out index) ? KeyPath.Append(key, index) : KeyPath.Append(key, segment);
            node = isItem ? node!.Items.ElementAtOrDefault(index) : node?.Find(segment)?.Value;
            position = node?.Position ?? position;
        }

        return (key, position);
    }

    private ConfigurationNode? Value(string key) => entry.Find("use") is not null || entry.Find(key) is not null
        ? entry.Find(key)?.Value
        : key == ConfigKey && entry.Members.Count == 1 ? entry.Members[0].Value : null;

    private static string Unescape(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}

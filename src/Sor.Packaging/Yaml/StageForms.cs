using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>
/// Brings the three ways to write a stage into one: a text (<c>jwt</c>), a map with one key (<c>jwt: {issuer: ...}</c>), and the long form with <c>use</c>.
/// </summary>
internal sealed class StageForms(IReadOnlyList<string> stageKeys, string path, DiagnosticList diagnostics)
{
    public ConfigurationNode? Expand(ConfigurationNode entry)
    {
        switch (entry.Kind)
        {
            case ConfigurationNodeKind.Text:
                return ConfigurationNode.Map([new ConfigurationMember("use", entry.Position, entry)], entry.Position);
            case ConfigurationNodeKind.Map when entry.Find("use") is null && !entry.Members.Any(member => stageKeys.Contains(member.Name)):
                return ExpandShort(entry);
            case ConfigurationNodeKind.Map:
                return ConfigurationNode.Map([.. entry.Members.Select(WithJsonConfig)], entry.Position);
            default:
                diagnostics.Error(
                    DiagnosticCodes.WrongType,
                    entry.Position,
                    path,
                    $"found {Display.Describe(entry)} where a middleware belongs",
                    "write its name or ./path; a name that looks like a number stands in quotes",
                    "NAME, ./PATH, NAME: {its configuration}, or a map with use:");
                return null;
        }
    }

    private ConfigurationNode? ExpandShort(ConfigurationNode entry)
    {
        if (entry.Members.Count != 1)
        {
            var first = entry.Members.Count == 0 ? "NAME" : entry.Members[0].Name;
            diagnostics.Error(
                DiagnosticCodes.MissingKey,
                entry.Position,
                KeyPath.Append(path, "use"),
                $"a map with {entry.Members.Count} keys, and none of them is \"use\"",
                $"indent the configuration below {Display.Quote(first)}, or write the long form with use: and config:");
            return null;
        }

        var (name, position, value) = entry.Members[0];
        if (value.Kind != ConfigurationNodeKind.Map)
        {
            diagnostics.Error(
                DiagnosticCodes.WrongType,
                value.Position,
                KeyPath.Append(path, name),
                $"found {Display.Describe(value)} where the configuration of {Display.Quote(name)} belongs",
                "write a map of its settings; without any, write the name alone and no colon",
                "a map");
            return null;
        }

        var use = ConfigurationNode.Scalar(ConfigurationNodeKind.Text, name, position);
        return ConfigurationNode.Map([new("use", position, use), new("config", position, ToJson(value, KeyPath.Append(path, name)))], entry.Position);
    }

    private ConfigurationMember WithJsonConfig(ConfigurationMember member) =>
        member.Name is "config" or "onFailure" ? member with { Value = ToJson(member.Value, KeyPath.Append(path, member.Name)) } : member;

    /// <summary>The same values as JSON says them: what YAML writes as 0x1F or True becomes 31 or true.</summary>
    private ConfigurationNode ToJson(ConfigurationNode node, string nodePath) => node.Kind switch
    {
        ConfigurationNodeKind.Map => ConfigurationNode.Map(
            [.. node.Members.Select(member => member with { Value = ToJson(member.Value, KeyPath.Append(nodePath, member.Name)) })],
            node.Position),
        ConfigurationNodeKind.List => ConfigurationNode.List(
            [.. node.Items.Select((item, index) => ToJson(item, KeyPath.Append(nodePath, index)))],
            node.Position),
        ConfigurationNodeKind.Boolean => ConfigurationNode.Scalar(node.Kind, node.Text.ToLowerInvariant(), node.Position),
        ConfigurationNodeKind.Number => ToJsonNumber(node, nodePath),
        _ => node,
    };

    private ConfigurationNode ToJsonNumber(ConfigurationNode node, string nodePath)
    {
        var number = YamlScalars.ToJsonNumber(node.Text);
        if (number is null)
        {
            diagnostics.Error(
                DiagnosticCodes.WrongType,
                node.Position,
                nodePath,
                $"{Display.Describe(node)} is a number that JSON does not have",
                "write a text in quotes, or another number");
        }

        return ConfigurationNode.Scalar(node.Kind, number ?? "0", node.Position);
    }
}

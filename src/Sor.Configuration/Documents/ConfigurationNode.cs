namespace Sor.Configuration;

/// <summary>
/// One value of a configuration text, and where it stands. Both file forms are read into this tree, so that one set of rules serves both.
/// </summary>
public sealed class ConfigurationNode
{
    private ConfigurationNode(ConfigurationNodeKind kind, SourcePosition position) => (Kind, Position) = (kind, position);

    public ConfigurationNodeKind Kind { get; }

    public SourcePosition Position { get; }

    /// <summary>A scalar as it was written (numbers keep their digits); a text after unescaping; empty for lists and maps.</summary>
    public string Text { get; private init; } = "";

    public IReadOnlyList<ConfigurationNode> Items { get; private init; } = [];

    /// <summary>Members of a map in the order of the text. Names are unique once <see cref="ConfigurationTree"/> has checked the tree.</summary>
    public IReadOnlyList<ConfigurationMember> Members { get; private init; } = [];

    public static ConfigurationNode Scalar(ConfigurationNodeKind kind, string text, SourcePosition position) => new(kind, position) { Text = text };

    public static ConfigurationNode List(IReadOnlyList<ConfigurationNode> items, SourcePosition position) =>
        new(ConfigurationNodeKind.List, position) { Items = items };

    public static ConfigurationNode Map(IReadOnlyList<ConfigurationMember> members, SourcePosition position) =>
        new(ConfigurationNodeKind.Map, position) { Members = members };

    public ConfigurationMember? Find(string name)
    {
        foreach (var member in Members)
        {
            if (member.Name == name)
            {
                return member;
            }
        }

        return null;
    }
}

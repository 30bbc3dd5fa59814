namespace Sor.Configuration;

/// <summary>A list of parts of the context, each once.</summary>
internal static class ContextPartList
{
    /// <summary>Names of the parts, in the order in which they are written.</summary>
    internal static IReadOnlyList<string> Names { get; } = ["event", "http"];

    /// <returns>Null when nothing is listed, or after a problem was reported.</returns>
    internal static ContextParts? Read(ConfigurationNode? node, string path, ValueReader values, DiagnosticList diagnostics)
    {
        if (node is null)
        {
            return null;
        }

        if (node.Kind != ConfigurationNodeKind.List || node.Items.Count == 0)
        {
            values.WrongType(node, path, "a list of parts of the context", $"write a list with some of {Display.Join(Names)}");
            return null;
        }

        var parts = ContextParts.None;
        for (var index = 0; index < node.Items.Count && !diagnostics.IsFull; index++)
        {
            var (item, itemPath) = (node.Items[index], KeyPath.Append(path, index));
            if (values.OneOf(item, itemPath, Names, "part of the context") is not { } name)
            {
                continue;
            }

            var part = name == Names[0] ? ContextParts.Event : ContextParts.Http;
            if ((parts & part) != 0)
            {
                diagnostics.Error(DiagnosticCodes.NotAllowed, item.Position, itemPath, $"the part {Display.Quote(name)} is listed twice", "remove one of them");
            }

            parts |= part;
        }

        return parts;
    }

    /// <summary>Names of the parts of a set.</summary>
    internal static IReadOnlyList<string> NamesOf(ContextParts parts) => parts switch
    {
        ContextParts.None => [],
        ContextParts.Event => [Names[0]],
        ContextParts.Http => [Names[1]],
        _ => Names,
    };
}

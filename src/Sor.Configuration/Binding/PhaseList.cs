namespace Sor.Configuration;

/// <summary>A list of phases, each once.</summary>
internal static class PhaseList
{
    private static readonly string[] Allowed = ["before", "after", "error"];

    /// <returns>Null when nothing is listed, or after a problem was reported.</returns>
    public static Phase? Read(ConfigurationNode? node, string path, ValueReader values, DiagnosticList diagnostics)
    {
        if (node is null)
        {
            return null;
        }

        if (node.Kind != ConfigurationNodeKind.List || node.Items.Count == 0)
        {
            values.WrongType(node, path, "a list of phases", $"write a list with some of {Display.Join(Allowed)}");
            return null;
        }

        var phases = Phase.None;
        for (var index = 0; index < node.Items.Count && !diagnostics.IsFull; index++)
        {
            phases |= ReadOne(node.Items[index], KeyPath.Append(path, index), phases, values, diagnostics);
        }

        return phases;
    }

    /// <summary>Names of the phases of a set, in the order in which they come.</summary>
    public static List<string> NamesOf(Phase phases)
    {
        var names = new List<string>();
        foreach (var phase in (ReadOnlySpan<Phase>)[Phase.Before, Phase.After, Phase.Error])
        {
            if (phases.HasFlag(phase))
            {
                names.Add(PhaseNames.NameOf(phase));
            }
        }

        return names;
    }

    private static Phase ReadOne(ConfigurationNode node, string path, Phase earlier, ValueReader values, DiagnosticList diagnostics)
    {
        if (values.OneOf(node, path, Allowed, "phase") is not { } name)
        {
            return Phase.None;
        }

        var phase = PhaseNames.Parse(name);
        if (earlier.HasFlag(phase))
        {
            diagnostics.Error(DiagnosticCodes.NotAllowed, node.Position, path, $"the phase {Display.Quote(name)} is listed twice", "remove one of them");
        }

        return phase;
    }
}

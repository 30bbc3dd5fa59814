namespace Sor.Configuration;

/// <summary>The known keys of one map. Reports the unknown, the reserved and the missing ones.</summary>
/// <param name="map">The map.</param>
/// <param name="path">Its key path; empty at the top.</param>
/// <param name="diagnostics">Takes the problems.</param>
/// <param name="reserved">Keys that only a later version knows; null: <see cref="ReservedNames.Keys"/>.</param>
public sealed class MapReader(ConfigurationNode map, string path, DiagnosticList diagnostics, IReadOnlyList<string>? reserved = null)
{
    private readonly IReadOnlyList<string> _reserved = reserved ?? ReservedNames.Keys;

    public string PathOf(string key) => KeyPath.Append(path, key);

    public ConfigurationNode? Find(string key) => map.Find(key)?.Value;

    public ConfigurationNode? Require(string key, string fix)
    {
        var found = Find(key);
        if (found is null)
        {
            diagnostics.Error(DiagnosticCodes.MissingKey, map.Position, PathOf(key), $"the key {Display.Quote(key)} is missing", fix);
        }

        return found;
    }

    /// <summary>Reports every key that is not among the known ones.</summary>
    public void RefuseOthers(IReadOnlyList<string> known)
    {
        foreach (var member in map.Members)
        {
            if (diagnostics.IsFull)
            {
                return;
            }

            if (!known.Contains(member.Name))
            {
                Refuse(member, known);
            }
        }
    }

    private void Refuse(ConfigurationMember member, IReadOnlyList<string> known)
    {
        var shown = Display.Quote(member.Name);
        if (_reserved.Contains(member.Name))
        {
            diagnostics.Error(
                DiagnosticCodes.NotYet,
                member.NamePosition,
                PathOf(member.Name),
                $"not yet: {shown} is kept for a later version",
                "remove the key");
            return;
        }

        var near = Suggestion.Nearest(member.Name, known);
        diagnostics.Error(
            DiagnosticCodes.UnknownKey,
            member.NamePosition,
            PathOf(member.Name),
            near is null ? $"unknown key {shown}" : $"unknown key {shown}; did you mean {Display.Quote(near)}?",
            near is null ? "remove the key, or correct its name" : $"write {near}",
            Display.Join(known));
    }
}

namespace Sor.Configuration;

/// <summary>Names out of a short list: refuses others, with the nearest one, and those that only a later version knows.</summary>
internal static class NameCheck
{
    public static bool Report(
        string name,
        IReadOnlyList<string> known,
        IReadOnlyList<string> notYet,
        string noun,
        SourcePosition position,
        string path,
        DiagnosticList diagnostics)
    {
        if (known.Contains(name))
        {
            return true;
        }

        var shown = Display.Quote(name);
        if (notYet.Contains(name))
        {
            diagnostics.Error(
                DiagnosticCodes.NotYet,
                position,
                path,
                $"not yet: {noun} {shown} is kept for a later version",
                "choose one of those allowed",
                Display.Join(known));
            return false;
        }

        var near = Suggestion.Nearest(name, known);
        diagnostics.Error(
            DiagnosticCodes.NotAllowed,
            position,
            path,
            near is null ? $"unknown {noun} {shown}" : $"unknown {noun} {shown}; did you mean {Display.Quote(near)}?",
            near is null ? "choose one of those allowed" : $"write {near}",
            Display.Join(known));
        return false;
    }
}

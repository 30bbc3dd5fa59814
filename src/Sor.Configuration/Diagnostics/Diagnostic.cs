using System.Text;

namespace Sor.Configuration;

/// <summary>One problem, told to the person who can mend it: what, where, what is allowed, how to mend it.</summary>
public sealed record Diagnostic
{
    /// <summary>One of <see cref="DiagnosticCodes"/>; never changes its meaning.</summary>
    public required string Code { get; init; }

    public DiagnosticSeverity Severity { get; init; } = DiagnosticSeverity.Error;

    /// <summary>What is wrong, with what was found. Lower case at the start, no full stop at the end.</summary>
    public required string Message { get; init; }

    /// <summary>The values that would have been accepted; null when the message or the fix says it.</summary>
    public string? Allowed { get; init; }

    /// <summary>How to mend it.</summary>
    public required string Fix { get; init; }

    /// <summary>Name of the file as it was given; null when the problem is in no file.</summary>
    public string? File { get; init; }

    public SourcePosition Position { get; init; }

    /// <summary>Path of the key (<c>pipeline[1].standby</c>), of the environment variable, or of a file in a folder; may be empty.</summary>
    public string Key { get; init; } = "";

    /// <summary>The whole message on up to four lines, without a line end at its end.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(Severity == DiagnosticSeverity.Error ? "error " : "warning ").Append(Code).Append(": ").Append(Message);
        AppendPlace(text);
        if (Allowed is not null)
        {
            text.Append("\n  allowed: ").Append(Allowed);
        }

        return text.Append("\n  fix:     ").Append(Fix).ToString();
    }

    private void AppendPlace(StringBuilder text)
    {
        if (File is null && Key.Length == 0)
        {
            return;
        }

        text.Append("\n  where:   ").Append(File);
        if (File is not null && Position.IsKnown)
        {
            text.Append(':').Append(Position.Line).Append(':').Append(Position.Column);
        }

        if (Key.Length > 0)
        {
            text.Append(File is null ? "" : ", ").Append(Key);
        }
    }
}

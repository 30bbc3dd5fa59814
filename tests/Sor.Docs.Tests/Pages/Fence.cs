namespace Sor.Docs.Tests;

/// <summary>
/// A fenced block. What stands behind its language says what it is for; readers do not see that:
/// <c>file=PATH</c>, a file of the function; <c>build</c>, commands that must succeed; <c>try</c>, events with their answers;
/// <c>log</c>, lines of the log, and <c>record</c>, records of the engine, that the events have left; <c>server</c>, a command that goes on serving. The language <c>console</c> is a transcript of commands and what they print.
/// </summary>
internal sealed record Fence(string Language, IReadOnlyDictionary<string, string> Attributes, string Text, int Line)
{
    /// <summary>Path of the file that it is; null when it is none.</summary>
    public string? File => Attributes.GetValueOrDefault("file");

    public bool Is(string attribute) => Attributes.ContainsKey(attribute);

    public static Fence Parse(string info, string text, int line)
    {
        var words = info.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var attributes = words.Skip(1).Select(word => word.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts.Length == 2 ? parts[1] : "");
        return new Fence(words.Length == 0 ? "" : words[0], attributes, text, line);
    }
}

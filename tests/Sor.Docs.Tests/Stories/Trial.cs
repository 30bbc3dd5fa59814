namespace Sor.Docs.Tests;

/// <summary>An event and what it is answered with, of a <c>try</c> block: <c>EVENT → ANSWER</c>, or <c>EVENT → failure MEMBERS</c>.</summary>
internal sealed record Trial(string Event, string Answer, bool Fails)
{
    private const string Arrow = " → ";
    private const string Failure = "failure ";

    public static IReadOnlyList<Trial> Parse(string text) => [.. Entries(text).Select(ParseOne)];

    /// <summary>Lines that begin with a blank go on with the one before.</summary>
    private static List<string> Entries(string text)
    {
        var entries = new List<string>();
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith(' '))
                entries[^1] = $"{entries[^1]}\n{line}";
            else
                entries.Add(line);
        }

        return entries;
    }

    private static Trial ParseOne(string entry)
    {
        var arrow = entry.IndexOf(Arrow, StringComparison.Ordinal);
        if (arrow < 0)
            throw new InvalidDataException($"neither an answer nor a failure is given: {entry}");
        var answer = entry[(arrow + Arrow.Length)..];
        return answer.StartsWith(Failure, StringComparison.Ordinal)
            ? new Trial(entry[..arrow].TrimEnd(), answer[Failure.Length..], Fails: true)
            : new Trial(entry[..arrow].TrimEnd(), answer, Fails: false);
    }
}

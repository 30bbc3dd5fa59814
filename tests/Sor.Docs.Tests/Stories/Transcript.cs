namespace Sor.Docs.Tests;

/// <summary>A command as it is typed, and what it prints.</summary>
internal sealed record Command(string Text, string Output)
{
    private const string Prompt = "$ ";
    private const string Continued = "> ";

    /// <summary>Commands of a <c>console</c> block.</summary>
    public static IReadOnlyList<Command> Parse(string transcript)
    {
        var commands = new List<Command>();
        foreach (var line in transcript.TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith(Prompt, StringComparison.Ordinal))
                commands.Add(new Command(line[Prompt.Length..], ""));
            else if (commands.Count == 0)
                throw new InvalidDataException($"a transcript begins with a command, not with: {line}");
            else if (line.StartsWith(Continued, StringComparison.Ordinal) && commands[^1].Output.Length == 0)
                commands[^1] = commands[^1] with { Text = $"{commands[^1].Text}\n{line[Continued.Length..]}" };
            else
                commands[^1] = commands[^1] with { Output = $"{commands[^1].Output}{line}\n" };
        }

        return commands;
    }
}

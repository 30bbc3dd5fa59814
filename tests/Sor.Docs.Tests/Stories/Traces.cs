using System.Text.Json;

namespace Sor.Docs.Tests;

/// <summary>What events leave behind, as a page shows it: lines of the log, and records of the engine.</summary>
internal static class Traces
{
    /// <summary>Waits until the log has each of the lines, in any order; <c>…</c> stands for anything in a line.</summary>
    public static async Task SaysAsync(BootstrapRun run, string text)
    {
        foreach (var line in text.TrimEnd('\n').Split('\n'))
        {
            await Wait.UntilAsync(
                () => $"{run.Stdout.Text}\n{run.Stderr.Text}".Split('\n').Any(said => Pattern.Matches(line, $"{said}\n")),
                () => $"the log has no line\n{line}\nbut\n{run.Stdout.Text}\n{run.Stderr.Text}");
        }
    }

    /// <summary>Waits until there is a record that has the members that are shown; it may have more.</summary>
    public static async Task RecordsAsync(BootstrapRun run, string text)
    {
        using var expected = JsonDocument.Parse(text);
        await Wait.UntilAsync(
            () => Complete(run).Any(record => Shows(expected.RootElement, record)),
            () => $"there is no record\n{text}but\n{string.Join('\n', Complete(run))}");
    }

    /// <summary>The last line may be under way.</summary>
    private static IReadOnlyList<JsonElement> Complete(BootstrapRun run)
    {
        try
        {
            return run.Records;
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool Shows(JsonElement expected, JsonElement actual) => expected.ValueKind switch
    {
        _ when expected.ValueKind != actual.ValueKind => false,
        JsonValueKind.Object => expected.EnumerateObject().All(member => actual.TryGetProperty(member.Name, out var value) && Shows(member.Value, value)),
        JsonValueKind.Array => expected.GetArrayLength() == actual.GetArrayLength() && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Shows(pair.First, pair.Second)),
        _ => JsonElement.DeepEquals(expected, actual),
    };
}

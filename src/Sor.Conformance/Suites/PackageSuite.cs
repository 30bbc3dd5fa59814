using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Vectors;

namespace Sor.Conformance.Suites;

/// <summary>A package's own <c>vectors.json</c>.</summary>
internal static class PackageSuite
{
    private const string Rule = "package.vectors";

    public static IEnumerable<Check> Of(Sessions sessions)
    {
        if (sessions.Subject.VectorsPath is not { } path)
            return [new Check(Rule, "vectors of its own", static () => { }, "there is no vectors.json beside the program")];
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return [.. document.RootElement.EnumerateArray().Select(vector => Of(sessions, vector.Clone()))];
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return [new Check(Rule, "vectors of its own", () => throw new Violation(Rule, $"{path} cannot be read: {problem.Message}"))];
        }
    }

    private static Check Of(Sessions sessions, JsonElement vector)
    {
        var name = vector.GetProperty("name").GetString()!;
        var phase = vector.GetProperty("phase").GetString()!;
        var call = new Call(phase, VectorFile.Input(vector.GetProperty("input")), vector.Text("contentType") ?? ContentTypes.Json, vector.TryGetProperty("context", out var context) ? context.Compact() : "{}");
        var expect = vector.GetProperty("expect");
        var config = vector.TryGetProperty("config", out var value) ? value.Compact() : null;
        return new Check(Rule, name, () =>
        {
            using var session = sessions.StartExactly(config);
            Expectation.Require(Rule, expect, session.Run(call));
            session.Settle();
        });
    }
}

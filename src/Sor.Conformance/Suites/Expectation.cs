using System.Text;
using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Vectors;

namespace Sor.Conformance.Suites;

/// <summary>Compares an answer with what a vector expects.</summary>
internal static class Expectation
{
    private const int ShownBytes = 300;

    /// <summary>Throws a violation of the rule when the answer is another one.</summary>
    public static void Require(string rule, JsonElement expect, CallResult result)
    {
        if (expect.Text("outcome") is { } outcome && outcome != result.Outcome)
            throw Differs(rule, "outcome", outcome, result.Outcome == "failure" ? $"failure {result.ErrorType}: {result.ErrorMessage}" : $"{result.Outcome} {Shown(result.Body)}");
        RequireText(rule, expect, "contentType", result.ContentType);
        RequireText(rule, expect, "errorType", result.ErrorType);
        RequireText(rule, expect, "errorMessage", result.ErrorMessage);
        if (expect.TryGetProperty("size", out var size) && result.Body.Length != size.GetInt32())
            throw Differs(rule, "size", size.GetRawText(), $"{result.Body.Length}");
        if (expect.TryGetProperty("output", out var output))
            RequireBytes(rule, output.ValueKind == JsonValueKind.Array ? VectorFile.Bytes(output) : VectorFile.Input(output), result.Body);
        if (expect.TryGetProperty("json", out var json))
            RequireJson(rule, "output", json, result.Body);
        if (expect.TryGetProperty("notes", out var notes))
            RequireNotes(rule, notes, result.Notes);
    }

    private static void RequireText(string rule, JsonElement expect, string name, string? actual)
    {
        if (expect.Text(name) is { } wanted && wanted != actual)
            throw Differs(rule, name, wanted, actual ?? "nothing");
    }

    private static void RequireBytes(string rule, byte[] wanted, byte[] actual)
    {
        if (!wanted.AsSpan().SequenceEqual(actual))
            throw Differs(rule, "output", Shown(wanted), Shown(actual));
    }

    private static void RequireJson(string rule, string what, JsonElement wanted, byte[]? actual)
    {
        try
        {
            using var document = JsonDocument.Parse(actual ?? []);
            if (Covers(document.RootElement, wanted))
                return;
        }
        catch (JsonException)
        {
            // No JSON: told below.
        }

        throw Differs(rule, what, wanted.GetRawText(), Shown(actual ?? []));
    }

    // Members that the vector does not name may be there: a probe echoes its command.
    private static bool Covers(JsonElement actual, JsonElement wanted) => wanted.ValueKind == JsonValueKind.Object
        ? actual.ValueKind == JsonValueKind.Object && wanted.EnumerateObject().All(member => actual.TryGetProperty(member.Name, out var value) && Covers(value, member.Value))
        : JsonElement.DeepEquals(actual, wanted);

    private static void RequireNotes(string rule, JsonElement wanted, StageNotes notes)
    {
        foreach (var member in wanted.EnumerateObject())
        {
            if (member.NameEquals("attributes"))
            {
                foreach (var attribute in member.Value.EnumerateObject())
                    RequireJson(rule, $"attribute {attribute.Name}", attribute.Value, notes.Attributes.GetValueOrDefault(attribute.Name));
            }
            else
            {
                RequireJson(rule, $"note {member.Name}", member.Value, member.Name switch { "state" => notes.State, "span" => notes.Span, "log" => notes.Log, _ => notes.Error });
            }
        }
    }

    private static Violation Differs(string rule, string what, string wanted, string actual) => new(rule, $"{what}: expected {wanted}, got {actual}");

    private static string Shown(byte[] bytes) => bytes.Length <= ShownBytes
        ? Encoding.UTF8.GetString(bytes)
        : $"{Encoding.UTF8.GetString(bytes.AsSpan(0, ShownBytes))}… ({bytes.Length} bytes)";
}

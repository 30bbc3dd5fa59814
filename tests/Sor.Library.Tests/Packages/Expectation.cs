using System.Text;
using System.Text.Json;

namespace Sor.Library.Tests;

/// <summary>Compares an outcome with what a vector expects.</summary>
internal static class Expectation
{
    internal static void Check(Vector vector, Outcome outcome, StageNotes? notes)
    {
        var expected = vector.Expected;
        Assert.True(expected.GetProperty("outcome").GetString() == NameOf(outcome.Kind), $"{NameOf(outcome.Kind)}: {outcome.Failure?.ErrorMessage ?? Encoding.UTF8.GetString(outcome.Payload.Bytes.Span)}");
        if (expected.TryGetProperty("output", out var output))
        {
            if (output.ValueKind == JsonValueKind.Object)
                Assert.Equal(output.GetProperty("base64").GetString(), Convert.ToBase64String(outcome.Payload.Bytes.Span));
            else
                Assert.Equal(output.GetString(), Encoding.UTF8.GetString(outcome.Payload.Bytes.Span));
        }

        if (expected.TryGetProperty("contentType", out var contentType))
            Assert.Equal(contentType.GetString(), outcome.Payload.ContentType);
        if (expected.TryGetProperty("errorType", out var errorType))
            Assert.Equal(errorType.GetString(), outcome.Failure?.ErrorType);
        if (expected.TryGetProperty("notes", out var noted))
            CheckNotes(noted, notes);
    }

    private static void CheckNotes(JsonElement expected, StageNotes? notes)
    {
        if (expected.TryGetProperty("attributes", out var attributes))
        {
            foreach (var attribute in attributes.EnumerateObject())
            {
                Assert.True(notes is not null && notes.Attributes.ContainsKey(attribute.Name), $"no attribute {attribute.Name} was noted");
                Assert.Equal(CompactJson.Of(attribute.Value), Encoding.UTF8.GetString(notes.Attributes[attribute.Name]));
            }
        }

        if (expected.TryGetProperty("state", out var state))
        {
            Assert.True(notes?.State is not null, "no state was noted");
            Assert.Equal(CompactJson.Of(state), Encoding.UTF8.GetString(notes.State));
        }
    }

    private static string NameOf(OutcomeKind kind) => kind switch
    {
        OutcomeKind.Payload => "payload",
        OutcomeKind.Reply => "reply",
        _ => "failure",
    };
}

using System.Text.Json;

namespace Sor.HttpStages.Errors;

/// <summary>A failure (<c>application/vnd.sor.failure+json</c>), as far as an answer depends upon it.</summary>
/// <param name="ErrorType">What errors are told apart by; empty if it is not said.</param>
/// <param name="Message">For people; empty if it is not said.</param>
/// <param name="Class">Who has to act on it; empty if it is not said.</param>
internal readonly record struct FailureFacts(string ErrorType, string Message, string Class)
{
    /// <summary>Reads it. What cannot be read is not said: a failure is always answered.</summary>
    internal static FailureFacts Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var failure = document.RootElement;
            return new FailureFacts(Text(failure, "errorType"u8), Text(failure, "errorMessage"u8), Text(failure, "class"u8));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return new FailureFacts("", "", "");
        }
    }

    private static string Text(JsonElement failure, ReadOnlySpan<byte> name) =>
        failure.ValueKind == JsonValueKind.Object && failure.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}

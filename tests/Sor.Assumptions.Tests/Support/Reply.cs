using System.Text;

namespace Sor.Assumptions.Tests;

/// <summary>What the platform was given for one event.</summary>
/// <param name="IsError">Whether it was posted as an error.</param>
/// <param name="ContentType">Content type of the body.</param>
/// <param name="ErrorCategory">What the platform's log is told; null for a response.</param>
/// <param name="Body">The bytes, as Latin-1 text so that they can be compared and read.</param>
public sealed record Reply(bool IsError, string? ContentType, string? ErrorCategory, string Body)
{
    public static Reply Response(string body, string contentType = ContentTypes.Json) => new(false, contentType, null, body);

    public static Reply Of(Answer answer) => new(
        answer.IsError, answer.ContentType, answer.Request.Header("Lambda-Runtime-Function-Error-Type"), Encoding.Latin1.GetString(answer.Body));
}

using System.Text;

namespace Sor.Library.Tests;

/// <summary>Invocations, and what came of them.</summary>
internal static class Calls
{
    internal static Invocation Of(string payload, string contentType = ContentTypes.Json) =>
        new(new InvocationContext { RequestId = "request-1", Trigger = "lambda" }, new Payload(Encoding.UTF8.GetBytes(payload), contentType));

    /// <summary>The text of a payload or a reply.</summary>
    internal static string Text(Outcome outcome)
    {
        Assert.True(outcome.Failure is null, outcome.Failure?.ErrorMessage);
        return Encoding.UTF8.GetString(outcome.Payload.Bytes.Span);
    }
}

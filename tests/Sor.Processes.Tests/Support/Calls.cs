using System.Text;
using Sor.IO;

namespace Sor.Processes.Tests;

/// <summary>Invocations for programs under test, and what came of them.</summary>
internal static class Calls
{
    /// <summary>An invocation with a payload, and a cut-off if it must have one.</summary>
    internal static Invocation Of(string payload, TimeSpan? time = null, string contentType = ContentTypes.Json) => Of(Encoding.UTF8.GetBytes(payload), time, contentType);

    /// <inheritdoc cref="Of(string, TimeSpan?, string)"/>
    internal static Invocation Of(byte[] payload, TimeSpan? time = null, string contentType = ContentTypes.Json) =>
        new(new InvocationContext
        {
            RequestId = "r",
            Trigger = "test",
            CutOffTimestamp = time is { } limit ? EventLoop.Now + (long)(limit.TotalMilliseconds * EventLoop.TicksPerMillisecond) : long.MaxValue,
        }, new Payload(payload, contentType));

    /// <summary>The text of a payload or a reply.</summary>
    internal static string Text(this Outcome outcome)
    {
        Assert.True(outcome.Failure is null, outcome.Failure?.ToString());
        return Encoding.UTF8.GetString(outcome.Payload.Bytes.Span);
    }

    /// <summary>Checks that it failed as said, and gives the failure.</summary>
    internal static Failure Failed(this Outcome outcome, string errorType, string message, bool isBreakdown = true)
    {
        Assert.True(outcome.Failure is not null, $"no failure, but {outcome.Kind}");
        Assert.Equal(errorType, outcome.Failure.ErrorType);
        Assert.Contains(message, outcome.Failure.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(isBreakdown, outcome.Failure.IsBreakdown);
        return outcome.Failure;
    }
}

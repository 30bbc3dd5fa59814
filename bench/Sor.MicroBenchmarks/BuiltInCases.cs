using System.Diagnostics;
using System.Security.Cryptography;
using Sor.BuiltIns;

namespace Sor.MicroBenchmarks;

/// <summary>Each built-in middleware on an event of 1 KB, as a stage of a pipeline, with the memory of the event given back at its end.</summary>
internal static class BuiltInCases
{
    private const double MaxStage = 5;

    internal static IEnumerable<Case> All()
    {
        yield return Of("log, event and response", "log", null);
        yield return Of("log, one member picked from each", "log", """{"event":{"user":"/user/id"},"response":{"last":"/last"}}""");
        yield return Of("correlation-id, from the trace", "correlation-id", null);
        yield return Of("correlation-id, from the end of the event", "correlation-id", """{"event":["/last"]}""");
        yield return Of("correlation-id, into the event", "correlation-id", """{"event":["/last"],"intoEvent":"/correlationId"}""");
        yield return Of("warmup, an event that is none", "warmup", null);
    }

    private static Case Of(string title, string name, string? config)
    {
        var host = new BuiltInHost { Clock = Stopwatch.GetTimestamp, FillRandom = RandomNumberGenerator.Fill, WriteLine = static _ => { }, Say = static _ => { } };
        if (!BuiltInCatalogue.TryMake(name, name, Phase.None, config, host, out var program, out var problem))
            throw new InvalidOperationException(problem);
        return new Case(title, Stages.EachEvent(Stages.Of(program!)), MaxStage);
    }
}

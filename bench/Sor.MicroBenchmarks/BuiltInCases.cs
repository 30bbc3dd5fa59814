using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Sor.BuiltIns;

namespace Sor.MicroBenchmarks;

/// <summary>Each built-in middleware on an event of 1 KB, as a pipeline calls it, with the memory of the call given back at its end.</summary>
internal static class BuiltInCases
{
    private static readonly byte[] s_event = MakeEvent();

    internal static IEnumerable<Case> All()
    {
        yield return Of("log, event and response", "log", null, Phase.Before, Phase.After);
        yield return Of("log, one member picked from each", "log", """{"event":{"user":"/user/id"},"response":{"last":"/last"}}""", Phase.Before, Phase.After);
        yield return Of("correlation-id, from the trace", "correlation-id", null, Phase.Before);
        yield return Of("correlation-id, from the end of the event", "correlation-id", """{"event":["/last"]}""", Phase.Before);
        yield return Of("correlation-id, into the event", "correlation-id", """{"event":["/last"],"intoEvent":"/correlationId"}""", Phase.Before);
        yield return Of("warmup, an event that is none", "warmup", null, Phase.Before);
    }

    private static Case Of(string title, string name, string? config, params Phase[] phases)
    {
        var host = new BuiltInHost { Clock = Stopwatch.GetTimestamp, FillRandom = RandomNumberGenerator.Fill, WriteLine = static _ => { } };
        if (!BuiltInCatalogue.TryMake(name, name, Phase.None, config, host, out var program, out var problem))
            throw new InvalidOperationException(problem);
        return new Case(title, () =>
        {
            var context = new InvocationContext { RequestId = "8476a536-e9f4-11e8-9739-2dfe598c3fcd", Trigger = "lambda", XRayTrace = "Root=1-67891233-abcdef012345678912345678;Sampled=1" };
            var invocation = new Invocation(context, new Payload(s_event, ContentTypes.Json));
            foreach (var phase in phases)
            {
                var outcome = program!.RunAsync(phase, invocation);
                if (!outcome.IsCompletedSuccessfully || outcome.Result.Kind != OutcomeKind.Payload)
                    throw new InvalidOperationException($"{title}: no payload");
            }

            context.Buffers.Release();
        });
    }

    /// <summary>1 KB of the kind that functions get: an object of objects, texts and numbers.</summary>
    private static byte[] MakeEvent()
    {
        var text = new StringBuilder("""{"user":{"id":"u-1","name":"Ada"},"items":[""");
        for (var i = 0; text.Length < 960; i++)
            _ = text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{{(i == 0 ? "" : ",")}}{"sku":"sku-{{i}}","price":{{i}}.5,"count":{{i}}}""");
        return Encoding.UTF8.GetBytes(text.Append("""],"last":"c-4711"}""").ToString());
    }
}

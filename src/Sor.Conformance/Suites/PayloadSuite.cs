using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Subjects;
using Sor.Conformance.Vectors;

namespace Sor.Conformance.Suites;

/// <summary>Payloads that every program must answer in good order, whatever the answer says.</summary>
internal static class PayloadSuite
{
    public static IEnumerable<Check> Of(Sessions sessions)
    {
        using var document = VectorFile.Open("payloads");
        foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var rule = vector.Text("rule")!;
            var call = Read(vector, sessions.FirstPhase);
            var reason = sessions.Subject.Kind == SubjectKind.Lines && rule is "payload.empty" or "payload.binary" or "payload.not-json"
                ? LinesReason(sessions.Subject, call) : null;
            if (rule == "context.large" && sessions.Subject is { Kind: SubjectKind.Lines, IsEnvelope: false })
                reason = "the kind lines without envelopes has no context";
            yield return new Check(rule, vector.Text("name")!, () => Run(sessions, call), reason);
        }

        foreach (var phase in sessions.Subject.Phases)
        {
            var call = new Call(phase, Sample(phase), phase == "error" ? ContentTypes.Failure : ContentTypes.Json);
            yield return new Check("phases", $"phase {phase}", () => Run(sessions, call));
        }
    }

    /// <summary>A payload such as the phase gets.</summary>
    public static byte[] Sample(string phase) => phase == "error"
        ? """{"errorType":"Some.Error","errorMessage":"something is wrong","stage":"inner","phase":"before","class":"stage","retry":false}"""u8.ToArray()
        : "{\"a\":1}"u8.ToArray();

    private static string? LinesReason(Subject subject, Call call) =>
        subject.Kind == SubjectKind.Lines ? $"the kind lines carries JSON only; {(call.Body.Length == 0 ? "an empty payload" : "this payload")} never reaches it" : null;

    private static Call Read(JsonElement vector, string phase)
    {
        var padding = vector.TryGetProperty("contextPadding", out var count) ? count.GetInt32() : 0;
        var context = padding == 0 ? """{"requestId":"c-1"}""" : $$"""{"requestId":"c-1","clientContext":"{{new string('x', padding)}}"}""";
        return new Call(phase, VectorFile.Bytes(vector.GetProperty("input")), vector.Text("contentType") ?? ContentTypes.Json, context);
    }

    private static void Run(Sessions sessions, Call call)
    {
        using var session = sessions.Start();
        _ = session.Run(call);

        // The next event is served as if nothing had been.
        if (!session.IsOver)
            _ = session.Run(new Call(call.Phase, Sample(call.Phase)));
        session.Settle();
    }
}

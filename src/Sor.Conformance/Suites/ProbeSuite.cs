using System.Text;
using System.Text.Json;
using Sor.Conformance.Children;
using Sor.Conformance.Subjects;
using Sor.Conformance.Vectors;

namespace Sor.Conformance.Suites;

/// <summary>What can only be judged with a program that does as it is told: the probe contract, <c>spec/probe.md</c>.</summary>
internal static class ProbeSuite
{
    private const int SleepMs = 500;

    public static IEnumerable<Check> Of(Sessions sessions)
    {
        using var document = VectorFile.Open("probe");
        foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var copy = vector.Clone();
            yield return new Check(vector.Text("rule")!, vector.Text("name")!, () => Run(sessions, copy), NotApplicable(sessions.Subject, vector));
        }

        var unneeded = sessions.Subject.IsProbe ? null : NoProbe;
        yield return new Check("probe.late-answer", "an answer after its deadline", () => LateAnswer(sessions), unneeded ?? (sessions.Subject.Kind == SubjectKind.Frames ? null : "only frames carry ids and deadlines that outlive an event"));
        yield return new Check("probe.crash", "an end in the middle of an event", () => Crash(sessions), unneeded ?? (IsPlainLines(sessions.Subject) ? PlainLines : null));
        yield return Concurrency(sessions, unneeded);
    }

    private const string NoProbe = "the program is no probe (--probe): nothing says what it must do with an event";
    private const string PlainLines = "the kind lines without envelopes has events only: no reply, no failure, no notes";

    private static bool IsPlainLines(Subject subject) => subject is { Kind: SubjectKind.Lines, IsEnvelope: false };

    private static string? NotApplicable(Subject subject, JsonElement vector)
    {
        if (!subject.IsProbe)
            return NoProbe;
        if (vector.TryGetProperty("outcomes", out _) && IsPlainLines(subject))
            return PlainLines;
        if (vector.TryGetProperty("bytes", out _) && subject.Kind == SubjectKind.Lines)
            return "the kind lines carries JSON values, not their bytes";
        if (subject.Handler is not null)
            return vector.TryGetProperty("handlers", out _) || (vector.Text("rule") == "probe.pass" && !vector.TryGetProperty("bytes", out _)) ? null : "a handler's answer is a value: it has no phases, notes or replies";
        var missing = vector.GetProperty("calls").EnumerateArray().Select(call => call.Text("phase")).FirstOrDefault(phase => phase is not null && !subject.Phases.Contains(phase));
        return missing is null ? null : $"the program does not declare phase {missing}";
    }

    private static void Run(Sessions sessions, JsonElement vector)
    {
        using var session = sessions.Start(vector.TryGetProperty("config", out var config) ? config.Compact() : null);
        byte[]? state = null;
        foreach (var call in vector.GetProperty("calls").EnumerateArray())
        {
            var context = call.TryGetProperty("context", out var given) ? given.Compact() : """{"requestId":"c-1"}""";
            if (call.TryGetProperty("state", out _))
                context = $$"""{"requestId":"c-1","state":{{Encoding.UTF8.GetString(state ?? "null"u8.ToArray())}}}""";
            var input = VectorFile.Bytes(call.GetProperty("input"));
            var result = session.Run(new Call(call.Text("phase") ?? sessions.FirstPhase, input, call.Text("contentType") ?? ContentTypes.Json, context));
            Expectation.Require(vector.Text("rule")!, call.GetProperty("expect"), result);
            state = result.Notes.State;
        }

        session.Settle();
    }

    private static void LateAnswer(Sessions sessions)
    {
        using var session = sessions.Frames();
        var deadline = DateTimeOffset.UtcNow.AddMilliseconds(SleepMs / 10).ToUnixTimeMilliseconds();
        var (id, bytes) = session.Invoke(Command(sessions, $$"""{"probe":"sleep","ms":{{SleepMs}},"n":1}"""), members: $$"""{"deadline":{{deadline}}}""");
        session.Send(bytes);
        RequireNumber("probe.late-answer", session.Await(id), 1);
        RequireNumber("probe.late-answer", session.Run(Command(sessions, """{"n":2}""")), 2);
        session.Settle();
    }

    private static void Crash(Sessions sessions)
    {
        using var session = sessions.Start();
        CallResult result;
        try
        {
            result = session.Run(Command(sessions, """{"probe":"crash"}"""));
        }
        catch (Violation end) when (end.HasEnded)
        {
            return;
        }

        if (sessions.Subject.Kind != SubjectKind.Exec || result.Outcome != "failure")
            throw new Violation("probe.crash", $"the process was told to end without an answer, and answered with a {result.Outcome}");
    }

    private static Check Concurrency(Sessions sessions, string? unneeded)
    {
        const string Rule = "probe.concurrency";
        var reason = unneeded ?? (sessions.Subject.Kind != SubjectKind.Frames || sessions.Subject.Concurrency is null or 1 ? "the program serves one event at a time" : null);
        return new Check(Rule, "a quick event beside a slow one", () =>
        {
            using var session = sessions.Frames();
            var slow = session.Invoke(Command(sessions, $$"""{"probe":"sleep","ms":{{SleepMs}}}"""));
            var quick = session.Invoke(Command(sessions, """{"n":1}"""));
            session.Send([.. slow.Bytes, .. quick.Bytes]);
            if (session.AwaitAll(2)[0] != quick.Id)
                throw new Violation(Rule, $"the event that sleeps {SleepMs} ms was answered before the one that does not");
            session.Settle();
        }, reason);
    }

    private static Call Command(Sessions sessions, string json) => new(sessions.FirstPhase, Encoding.UTF8.GetBytes(json));

    private static void RequireNumber(string rule, CallResult result, int number)
    {
        using var expect = JsonDocument.Parse($$$"""{"outcome":"payload","json":{"n":{{{number}}}}}""");
        Expectation.Require(rule, expect.RootElement, result);
    }
}

using System.Text;
using Sor.Conformance.Children;
using Sor.Conformance.Frames;
using Sor.Conformance.Vectors;

namespace Sor.Conformance.Suites;

/// <summary>What concerns workers alone: the conversations of <c>frames.json</c>, and what depends on what a worker announces.</summary>
internal static class FrameSuite
{
    // More than this at once would test the machine, not the worker.
    private const int MostAtOnce = 32;

    // Long against the start of an interpreter.
    private static readonly TimeSpan s_quiet = TimeSpan.FromSeconds(1);

    /// <summary>What must hold before anything else can be judged.</summary>
    public static IEnumerable<Check> First(Sessions sessions) =>
    [
        new("frames.host-first", "silence before hello", () => HostFirst(sessions)),
        new("frames.start", "start", () =>
        {
            using var session = sessions.Frames();
            session.Settle();
        }),
    ];

    public static IEnumerable<Check> Of(Sessions sessions)
    {
        using var document = VectorFile.Open("frames");
        foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
        {
            var steps = vector.GetProperty("steps").Clone();
            yield return new Check(vector.Text("rule")!, vector.Text("name")!, () =>
            {
                using var conversation = new Conversation(sessions);
                conversation.Play(steps);
            });
        }

        yield return Concurrency(sessions);
        yield return new Check(
            "frames.stages", "both stages of hello", () => AllStages(sessions), sessions.Subject.IsShared ? null : "the package does not say `shared: true`: one process serves one stage");
    }

    private static void HostFirst(Sessions sessions)
    {
        using var session = new FrameSession(sessions.Subject, sessions.Subject.ConfigJson, sessions.Patience);
        if (session.Unasked(s_quiet) is { } text)
            throw new Violation("frames.host-first", $"before `hello` was sent there came: {text}");
    }

    private static Check Concurrency(Sessions sessions)
    {
        const string Rule = "frames.concurrency";
        const string Name = "as many events at once as it announces";
        var subject = sessions.Subject;
        return new Check(Rule, Name, () =>
        {
            using var session = sessions.Frames();
            if (subject.Concurrency is { } declared && declared != session.Concurrency)
                throw new Violation(Rule, $"`ready` says concurrency {session.Concurrency}, the manifest {declared}");
            var count = Math.Min(MostAtOnce, session.Concurrency);
            using var bytes = new MemoryStream();
            for (var i = 0; i < count; i++)
                bytes.Write(session.Invoke(new Call(sessions.FirstPhase, Encoding.UTF8.GetBytes($"{{\"n\":{i}}}"))).Bytes);
            session.Send(bytes.ToArray());
            _ = session.AwaitAll(count);
            session.Settle();
        });
    }

    private static void AllStages(Sessions sessions)
    {
        using var session = sessions.Frames();
        foreach (var stage in session.Stages)
        {
            if (session.IsOver)
                break;
            var (id, bytes) = session.Invoke(new Call(sessions.FirstPhase, PayloadSuite.Sample(sessions.FirstPhase)), stage: stage);
            session.Send(bytes);
            _ = session.Await(id);
        }

        session.Settle();
    }
}

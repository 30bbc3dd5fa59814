using Sor.Conformance.Children;
using Sor.Conformance.Lines;

namespace Sor.Conformance.Suites;

/// <summary>What concerns the kind lines alone.</summary>
internal static class LinesSuite
{
    /// <summary>What must hold before anything else can be judged.</summary>
    public static IEnumerable<Check> First(Sessions sessions) =>
    [
        new("lines.unasked", "silence before the first request", () =>
        {
            using var session = Start(sessions);
            if (session.Unasked(sessions.FirstPhase) is { } text)
                throw new Violation("lines.unasked", $"before the first request there came: {text}");
        }),
    ];

    public static IEnumerable<Check> Of(Sessions sessions)
    {
        var phase = sessions.FirstPhase;
        yield return new Check("lines.one-answer", "several events one after the other", () =>
        {
            using var session = Start(sessions);
            for (var i = 0; i < 5; i++)
                _ = session.Run(new Call(phase, PayloadSuite.Sample(phase)));
            session.Settle();
        });
        yield return new Check("lines.end-of-file", "the end of the input", () =>
        {
            using var session = Start(sessions);
            _ = session.Run(new Call(phase, PayloadSuite.Sample(phase)));
            if (session.End(phase) is null)
                throw new Violation("lines.end-of-file", $"the process still ran {sessions.Patience.TotalSeconds:0.#} s after the end of its input");
        });
    }

    private static LinesSession Start(Sessions sessions) => new(sessions.Subject, sessions.Subject.ConfigJson, sessions.Patience);
}

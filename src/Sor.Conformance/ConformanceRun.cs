using System.Diagnostics;
using Sor.Conformance.Subjects;
using Sor.Conformance.Suites;

namespace Sor.Conformance;

/// <summary>Plays the host for one program and judges it by every rule.</summary>
/// <param name="subject">The program.</param>
/// <param name="patience">How long silence is borne, each time.</param>
public sealed class ConformanceRun(Subject subject, TimeSpan patience)
{
    /// <summary>Runs all checks, one after the other, each when its result is asked for.</summary>
    public IEnumerable<CheckResult> Run()
    {
        var results = new List<CheckResult>();
        string? stopped = null;
        foreach (var check in Checks())
        {
            foreach (var result in Judge(check, stopped, results))
            {
                results.Add(result);
                yield return result;
            }

            // Without a start nothing else can be judged, and each further check would wait in vain.
            if (results[^1] is { Outcome: CheckOutcome.Failed } last && IsAboutStart(last.Rule.Id) && !HasStarted(results))
                stopped = "the program does not start";
            if (check.Rule == "frames.start" && results[^1] is { Outcome: CheckOutcome.Failed, Rule.Id: "frames.ping" })
                stopped = "the program does not answer a ping, which closes each check";
            if (check.Rule == "answers" && results[^1] is { Outcome: CheckOutcome.Failed, Rule.Id: "answers" or "exec.ends" })
                stopped = "the program does not answer a small event";
        }
    }

    private static bool IsAboutStart(string rule) => rule is "start" or "frames.start";

    private static bool HasStarted(List<CheckResult> results) => results.Any(result => result is { Outcome: CheckOutcome.Passed, Rule.Id: not ("frames.host-first" or "lines.unasked") });

    private IEnumerable<Check> Checks()
    {
        var sessions = new Sessions(subject, patience);
        IEnumerable<Check> own = subject.Kind switch
        {
            SubjectKind.Frames => FrameSuite.Of(sessions),
            SubjectKind.Lines => LinesSuite.Of(sessions),
            _ => [],
        };

        // What else would be blamed on the first answer.
        IEnumerable<Check> first = subject.Kind switch
        {
            SubjectKind.Frames => FrameSuite.First(sessions),
            SubjectKind.Lines => LinesSuite.First(sessions),
            _ => [],
        };
        return [.. first, .. PayloadSuite.Of(sessions), .. own, .. ProbeSuite.Of(sessions), .. PackageSuite.Of(sessions)];
    }

    private static IEnumerable<CheckResult> Judge(Check check, string? stopped, List<CheckResult> earlier)
    {
        var rule = Rule.Find(check.Rule);
        if (check.NotApplicable is { } reason)
            return [new CheckResult(rule, check.Name, CheckOutcome.NotApplicable, reason, 0)];
        if (stopped is not null)
            return [new CheckResult(rule, check.Name, CheckOutcome.NotRun, stopped, 0)];
        var clock = Stopwatch.StartNew();
        try
        {
            check.Run();
            return [new CheckResult(rule, check.Name, CheckOutcome.Passed, "", clock.ElapsedMilliseconds)];
        }
        catch (Violation violation)
        {
            // What has started before and does not now has something against this check.
            var broken = violation.Rule is null || (IsAboutStart(violation.Rule) && HasStarted(earlier)) ? rule : Rule.Find(violation.Rule);
            var failed = new CheckResult(broken, check.Name, CheckOutcome.Failed, violation.Message, clock.ElapsedMilliseconds);
            if (broken == rule)
                return [failed];

            // A rule that is broken everywhere is told once; what stood in its way is said at each check.
            var notRun = new CheckResult(rule, check.Name, CheckOutcome.NotRun, $"rule {broken.Id} was broken first: {violation.Message}", clock.ElapsedMilliseconds);
            return earlier.Any(result => result.Outcome == CheckOutcome.Failed && result.Rule == broken) ? [notRun] : [notRun, failed];
        }
    }
}

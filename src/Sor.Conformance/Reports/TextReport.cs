namespace Sor.Conformance.Reports;

/// <summary>Tells people about each check as it ends, and what to do about those that failed.</summary>
public sealed class TextReport(TextWriter output)
{
    public void Begin(string name, string kind) => output.WriteLine($"{name} ({kind})");

    public void Tell(CheckResult result)
    {
        output.WriteLine($"  {Word(result.Outcome),-14} {result.Rule.Id,-20} {result.Name}{(result.Outcome == CheckOutcome.NotApplicable ? $" ({result.Seen})" : "")}");
        if (result.Outcome == CheckOutcome.NotRun)
            output.WriteLine($"    why:   {OneLine(result.Seen)}");
        if (result.Outcome == CheckOutcome.Failed)
        {
            output.WriteLine($"    rule:  {result.Rule.Text}");
            output.WriteLine($"    seen:  {OneLine(result.Seen)}");
            output.WriteLine($"    mend:  {result.Rule.Mend}");
        }

        output.Flush();
    }

    public void End(IReadOnlyList<CheckResult> results)
    {
        int Count(CheckOutcome outcome) => results.Count(result => result.Outcome == outcome);
        output.WriteLine($"{Count(CheckOutcome.Passed)} passed, {Count(CheckOutcome.Failed)} failed, {Count(CheckOutcome.NotApplicable)} not applicable, {Count(CheckOutcome.NotRun)} not run");
    }

    internal static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "FAILED",
        CheckOutcome.NotApplicable => "not applicable",
        _ => "not run",
    };

    // What a program wrote may hold anything; a report line is one line.
    private static string OneLine(string text) => string.Concat(text.Select(item => char.IsControl(item) ? '·' : item));
}

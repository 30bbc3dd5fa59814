using System.Text.Json;

namespace Sor.Conformance.Reports;

/// <summary>The members of a report for programs.</summary>
public static class JsonReport
{
    public static void Write(Utf8JsonWriter json, string name, string kind, IReadOnlyList<CheckResult> results)
    {
        json.WriteString("name", name);
        json.WriteString("kind", kind);
        json.WriteNumber("passed", results.Count(result => result.Outcome == CheckOutcome.Passed));
        json.WriteNumber("failed", results.Count(result => result.Outcome == CheckOutcome.Failed));
        json.WriteNumber("notApplicable", results.Count(result => result.Outcome == CheckOutcome.NotApplicable));
        json.WriteNumber("notRun", results.Count(result => result.Outcome == CheckOutcome.NotRun));
        json.WriteStartArray("checks");
        foreach (var result in results)
        {
            json.WriteStartObject();
            json.WriteString("rule", result.Rule.Id);
            json.WriteString("name", result.Name);
            json.WriteString("outcome", result.Outcome switch
            {
                CheckOutcome.Passed => "passed",
                CheckOutcome.Failed => "failed",
                CheckOutcome.NotApplicable => "notApplicable",
                _ => "notRun",
            });
            json.WriteNumber("ms", result.Milliseconds);
            if (result.Seen.Length > 0)
                json.WriteString("seen", result.Seen);
            if (result.Outcome == CheckOutcome.Failed)
            {
                json.WriteString("text", result.Rule.Text);
                json.WriteString("mend", result.Rule.Mend);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

using System.Text.Json;
using Sor.Configuration;

namespace Sor.DevServer.Reporting;

/// <summary>A problem as JSON, for programs that show or count them.</summary>
public static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter json, Diagnostic problem)
    {
        json.WriteStartObject();
        json.WriteString("code", problem.Code);
        json.WriteString("severity", problem.Severity == DiagnosticSeverity.Error ? "error" : "warning");
        json.WriteString("message", problem.Message);
        if (problem.File is not null)
            json.WriteString("file", problem.File);
        if (problem.Position.IsKnown)
        {
            json.WriteNumber("line", problem.Position.Line);
            json.WriteNumber("column", problem.Position.Column);
        }

        if (problem.Key.Length > 0)
            json.WriteString("key", problem.Key);
        if (problem.Allowed is not null)
            json.WriteString("allowed", problem.Allowed);
        json.WriteString("fix", problem.Fix);
        json.WriteEndObject();
    }
}

using System.Text.Json;

namespace Sor.Configuration;

/// <summary>Writes the policies of a stage as <c>sor.json</c> has them; defaults are left out.</summary>
internal static class StageJson
{
    internal static void WritePolicies(StageOptions stage, StageOptions defaults, Utf8JsonWriter writer)
    {
        if (stage.Budget is { } budget)
            writer.WriteNumber("budgetMs", (long)budget.TotalMilliseconds);
        WriteFailurePolicy(stage.OnFailure, writer);
        if (stage.Match is { } match)
        {
            writer.WritePropertyName("match");
            WriteCondition(match, writer);
        }

        if (stage.Context != ContextParts.None)
        {
            writer.WriteStartArray("context");
            foreach (var name in ContextPartList.NamesOf(stage.Context))
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        WriteTrue("observe", stage.Observe, writer);
        WriteTrue("security", stage.Security, writer);
        if (stage.Envelope is { } envelope)
            writer.WriteBoolean("envelope", envelope);
        if (stage.Shared is { } shared)
            writer.WriteBoolean("shared", shared);
        WriteRestart(stage.Restart, defaults.Restart, writer);
        if (stage.GrantedVariables.Count > 0)
        {
            writer.WriteStartObject("grants");
            writer.WriteStartArray("env");
            foreach (var name in stage.GrantedVariables)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
    }

    private static void WriteFailurePolicy(FailurePolicy policy, Utf8JsonWriter writer)
    {
        if (policy.Action == FailureAction.Skip)
        {
            writer.WriteString("onFailure", "skip");
        }
        else if (policy.Action == FailureAction.Reply)
        {
            writer.WriteStartObject("onFailure");
            writer.WritePropertyName("reply");
            if (policy.ContentType is { } other && !ContentTypes.IsJson(other))
                writer.WriteStringValue(policy.Reply);
            else
                writer.WriteRawValue(policy.Reply!);
            if (policy.ContentType is { } contentType)
                writer.WriteString("contentType", contentType);
            writer.WriteEndObject();
        }
    }

    private static void WriteCondition(MatchCondition condition, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        var name = MatchDialectNames.NameOf(condition.Dialect);
        switch (condition.Dialect)
        {
            case MatchDialect.All or MatchDialect.Any:
                writer.WriteStartArray(name);
                foreach (var inner in condition.Conditions)
                    WriteCondition(inner, writer);
                writer.WriteEndArray();
                break;
            case MatchDialect.Not:
                writer.WritePropertyName(name);
                WriteCondition(condition.Conditions[0], writer);
                break;
            default:
                writer.WriteStartObject(name);
                writer.WriteString(condition.Attribute, condition.Value);
                writer.WriteEndObject();
                break;
        }

        writer.WriteEndObject();
    }

    private static void WriteRestart(RestartOptions restart, RestartOptions defaults, Utf8JsonWriter writer)
    {
        if (restart == defaults)
            return;
        writer.WriteStartObject("restart");
        if (restart.Failures != defaults.Failures)
            writer.WriteNumber("failures", restart.Failures);
        if (restart.Backoff != defaults.Backoff)
            writer.WriteNumber("backoffMs", (long)restart.Backoff.TotalMilliseconds);
        if (restart.Limit != defaults.Limit)
            writer.WriteNumber("limitMs", (long)restart.Limit.TotalMilliseconds);
        writer.WriteEndObject();
    }

    private static void WriteTrue(string key, bool value, Utf8JsonWriter writer)
    {
        if (value)
            writer.WriteBoolean(key, value);
    }
}

using System.Text;

namespace Sor.Configuration;

/// <summary>What the operator says about a stage beyond its own doing: time, failures, observation, rights.</summary>
internal sealed class PolicyBinder(ConfigurationDialect dialect, ValueReader values, DiagnosticList diagnostics)
{
    private static readonly string[] s_actions = ["fail", "skip"];
    private static readonly string[] s_replyKeys = ["reply", "contentType"];
    private static readonly string[] s_grantKeys = ["env"];

    public StageOptions Bind(StageOptions stage, MapReader reader, IReadOnlyList<string> outerStages) => stage with
    {
        Budget = values.Duration(reader.Find(dialect.BudgetKey), reader.PathOf(dialect.BudgetKey), FunctionLimits.Budget),
        OnFailure = BindFailurePolicy(reader),
        Match = new MatchBinder(values, diagnostics, outerStages).Bind(reader.Find("match"), reader.PathOf("match")),
        Context = ContextPartList.Read(reader.Find("context"), reader.PathOf("context"), values, diagnostics) ?? stage.Context,
        Observe = values.Boolean(reader.Find("observe"), reader.PathOf("observe")) ?? stage.Observe,
        Security = values.Boolean(reader.Find("security"), reader.PathOf("security")) ?? stage.Security,
        Envelope = values.Boolean(reader.Find("envelope"), reader.PathOf("envelope")),
        Shared = values.Boolean(reader.Find("shared"), reader.PathOf("shared")),
        Restart = BindRestart(reader, stage.Restart),
        GrantedVariables = BindGrants(reader) ?? stage.GrantedVariables,
    };

    private FailurePolicy BindFailurePolicy(MapReader reader)
    {
        var (node, path) = (reader.Find("onFailure"), reader.PathOf("onFailure"));
        if (node is null)
        {
            return FailurePolicy.Fail;
        }

        if (node.Kind == ConfigurationNodeKind.Map)
        {
            return BindReply(node, path);
        }

        return values.OneOf(node, path, s_actions, "failure policy") == "skip" ? FailurePolicy.Skip : FailurePolicy.Fail;
    }

    private FailurePolicy BindReply(ConfigurationNode node, string path)
    {
        var reader = new MapReader(node, path, diagnostics);
        reader.RefuseOthers(s_replyKeys);
        var contentType = values.Text(reader.Find("contentType"), reader.PathOf("contentType"), IsContentType, DiagnosticCodes.BadReference, "a media type, such as text/plain");
        if (reader.Require("reply", "write the response that stands in for the stage's, any JSON value") is not { } reply)
        {
            return FailurePolicy.Fail;
        }

        var isJson = contentType is null || ContentTypes.IsJson(contentType);
        var text = isJson ? Encoding.UTF8.GetString(CompactJson.Write(reply)) : values.Text(reply, reader.PathOf("reply"));
        if (text is not null && Encoding.UTF8.GetByteCount(text) > FunctionLimits.ReplyBytes)
        {
            diagnostics.Error(
                DiagnosticCodes.TooLong, reply.Position, reader.PathOf("reply"), "the response is too large", "shorten it", $"at most {FunctionLimits.ReplyBytes} bytes");
        }

        return new FailurePolicy(FailureAction.Reply, text ?? "", contentType);
    }

    private static bool IsContentType(string text) => FunctionRules.IsLine(text) && text.IndexOf('/', StringComparison.Ordinal) > 0;

    private RestartOptions BindRestart(MapReader reader, RestartOptions defaults)
    {
        var (node, path) = (reader.Find("restart"), reader.PathOf("restart"));
        if (node is null)
        {
            return defaults;
        }

        if (node.Kind != ConfigurationNodeKind.Map)
        {
            values.WrongType(node, path, "a map", $"write some of {Display.Join(dialect.RestartKeys)}");
            return defaults;
        }

        var restart = new MapReader(node, path, diagnostics);
        restart.RefuseOthers(dialect.RestartKeys);
        var (backoffKey, limitKey) = (dialect.RestartKeys[1], dialect.RestartKeys[2]);
        var options = new RestartOptions
        {
            Failures = values.Integer(restart.Find("failures"), restart.PathOf("failures"), FunctionLimits.RestartFailures) ?? defaults.Failures,
            Backoff = values.Duration(restart.Find(backoffKey), restart.PathOf(backoffKey), FunctionLimits.RestartBackoff) ?? defaults.Backoff,
            Limit = values.Duration(restart.Find(limitKey), restart.PathOf(limitKey), FunctionLimits.RestartBackoff) ?? defaults.Limit,
        };
        if (options.Limit < options.Backoff)
        {
            diagnostics.Error(
                DiagnosticCodes.OutOfRange,
                (restart.Find(limitKey) ?? restart.Find(backoffKey))?.Position ?? node.Position,
                restart.PathOf(limitKey),
                $"the longest time that a stage is left alone, {dialect.Format(options.Limit)}, is below the first, {dialect.Format(options.Backoff)}",
                $"raise {limitKey}, or lower {backoffKey}");
        }

        return options;
    }

    private List<string>? BindGrants(MapReader reader)
    {
        var (node, path) = (reader.Find("grants"), reader.PathOf("grants"));
        if (node is null)
        {
            return null;
        }

        if (node.Kind != ConfigurationNodeKind.Map)
        {
            values.WrongType(node, path, "a map", "write env: [NAME]");
            return null;
        }

        var grants = new MapReader(node, path, diagnostics);
        grants.RefuseOthers(s_grantKeys);
        return values.Texts(grants.Require("env", "list the variables that the package is given"), grants.PathOf("env"), ManifestLimits.Requests, FunctionRules.IsGrantableVariable, FunctionRules.GrantableVariableShape);
    }
}

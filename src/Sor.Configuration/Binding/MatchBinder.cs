namespace Sor.Configuration;

/// <summary>Makes the condition of a stage: one dialect for each map.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="diagnostics">Takes the problems.</param>
/// <param name="outerStages">Names of the stages before this one, whose notes it may ask for.</param>
internal sealed class MatchBinder(ValueReader values, DiagnosticList diagnostics, IReadOnlyList<string> outerStages)
{
    private int _conditions;

    public MatchCondition? Bind(ConfigurationNode? node, string path) => node is null ? null : BindCondition(node, path, 1);

    private MatchCondition? BindCondition(ConfigurationNode node, string path, int depth)
    {
        if (node.Kind != ConfigurationNodeKind.Map || node.Members.Count != 1)
        {
            values.WrongType(node, path, "a map with one dialect", $"write one of {Display.Join(MatchDialectNames.All)}; to join several, list them under all or any");
            return null;
        }

        if (++_conditions > FunctionLimits.MatchConditions || depth > FunctionLimits.MatchDepth)
        {
            diagnostics.Error(
                DiagnosticCodes.TooLong,
                node.Position,
                path,
                "the condition is too large",
                "decide in an outer stage, note the result as an attribute, and match that",
                $"at most {FunctionLimits.MatchConditions} conditions, {FunctionLimits.MatchDepth} within each other");
            return null;
        }

        var (name, position, value) = node.Members[0];
        if (!NameCheck.Report(name, MatchDialectNames.All, ["sql"], "dialect", position, KeyPath.Append(path, name), diagnostics))
        {
            return null;
        }

        var (dialect, inner) = (MatchDialectNames.Parse(name), KeyPath.Append(path, name));
        return dialect switch
        {
            MatchDialect.All or MatchDialect.Any => BindList(dialect, value, inner, depth),
            MatchDialect.Not => BindCondition(value, inner, depth + 1) is { } negated ? new MatchCondition(dialect, "", "", [negated]) : null,
            _ => BindAttributes(dialect, value, inner),
        };
    }

    private MatchCondition? BindList(MatchDialect dialect, ConfigurationNode node, string path, int depth)
    {
        if (node.Kind != ConfigurationNodeKind.List || node.Items.Count == 0)
        {
            values.WrongType(node, path, "a list of conditions", "write at least one");
            return null;
        }

        var conditions = new List<MatchCondition>();
        for (var index = 0; index < node.Items.Count && !diagnostics.IsFull; index++)
        {
            if (BindCondition(node.Items[index], KeyPath.Append(path, index), depth + 1) is { } condition)
            {
                conditions.Add(condition);
            }
        }

        return new MatchCondition(dialect, "", "", conditions);
    }

    /// <summary>Several attributes in one map must all be as they say, as the CloudEvents subscriptions API has it.</summary>
    private MatchCondition? BindAttributes(MatchDialect dialect, ConfigurationNode node, string path)
    {
        if (node.Kind != ConfigurationNodeKind.Map || node.Members.Count == 0)
        {
            values.WrongType(node, path, "a map of attributes and texts", "write trigger: lambda, for example");
            return null;
        }

        var conditions = new List<MatchCondition>();
        foreach (var member in node.Members)
        {
            var memberPath = KeyPath.Append(path, member.Name);
            CheckAttribute(member, memberPath);
            if (values.Text(member.Value, memberPath, FunctionRules.IsArgument, DiagnosticCodes.TooLong, $"at most {FunctionLimits.ArgumentBytes} bytes without a zero") is { } value)
            {
                conditions.Add(new MatchCondition(dialect, member.Name, value, []));
            }
        }

        _conditions += node.Members.Count - 1;
        return conditions.Count == 1 ? conditions[0] : new MatchCondition(MatchDialect.All, "", "", conditions);
    }

    private void CheckAttribute(ConfigurationMember member, string path)
    {
        if (MatchAttributes.StageOf(member.Name) is { } stage)
        {
            if (!outerStages.Contains(stage))
            {
                diagnostics.Error(
                    DiagnosticCodes.NotAllowed,
                    member.NamePosition,
                    path,
                    $"no stage named {Display.Quote(stage)} stands before this one, and only outer stages can have noted something when the condition is decided",
                    "correct the name, or change the order",
                    outerStages.Count == 0 ? null : Display.Join(outerStages));
            }

            return;
        }

        if (!MatchAttributes.IsHeader(member.Name))
        {
            _ = NameCheck.Report(member.Name, [.. MatchAttributes.Known, "http.headers.NAME", "attributes.STAGE.NAME"], [], "attribute", member.NamePosition, path, diagnostics);
        }
    }
}

using System.Globalization;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

/// <summary>The reference of <c>sor.yaml</c> names every key with its default and range, and its example is accepted.</summary>
public sealed class ReferencePageTests
{
    private static readonly string Page = Repository.Read("docs/reference/sor-yaml.md");

    [Fact]
    public void Tables_list_the_keys_of_the_reader()
    {
        Assert.Equal(SorYamlDialect.Instance.FunctionKeys, Rows("## Keys of the function").Keys);
        Assert.Equal(SorYamlDialect.Instance.StageKeys, Rows("## Keys of a stage").Keys);
    }

    [Fact]
    public void Tables_tell_defaults_and_ranges()
    {
        var function = Rows("## Keys of the function");
        var stage = Rows("## Keys of a stage");
        var defaults = new FunctionOptions { Name = "", Runtime = "" };
        var stageDefaults = new StageOptions { Name = "", Use = "" };

        AssertRow(function["timeout"], DurationText.Format(defaults.Timeout), DurationText.Format(FunctionLimits.Timeout.Minimum), DurationText.Format(FunctionLimits.Timeout.Maximum));
        AssertRow(function["memory"], Number(defaults.MemoryMb), Number(FunctionLimits.MemoryMb.Minimum), Number(FunctionLimits.MemoryMb.Maximum));
        AssertRow(function["command"], "", Number(FunctionLimits.CommandArguments), Number(FunctionLimits.ArgumentBytes));
        AssertRow(function["environment"], "", Number(FunctionLimits.EnvironmentVariables));
        AssertRow(function["pipeline"], "", Number(FunctionLimits.PipelineStages));
        AssertRow(function["runtime"], "", [.. RuntimeNames.All]);
        AssertRow(stage["kind"], StageKindNames.NameOf(StageKind.Exec), [.. StageKindNames.All]);
        AssertRow(stage["config"], "", Number(FunctionLimits.StageConfigBytes));
        AssertRow(
            stage["standby"],
            DurationText.Format(stageDefaults.StandbySettle),
            DurationText.Format(FunctionLimits.StandbySettle.Minimum),
            DurationText.Format(FunctionLimits.StandbySettle.Maximum));
        AssertRow(stage["standby"], Number(stageDefaults.StandbyDepth), Number(FunctionLimits.StandbyDepth.Minimum), Number(FunctionLimits.StandbyDepth.Maximum));
        AssertRow(stage["budget"], "", DurationText.Format(FunctionLimits.Budget.Minimum), DurationText.Format(FunctionLimits.Budget.Maximum));
        AssertRow(stage["onFailure"], "fail", Number(FunctionLimits.ReplyBytes));
        AssertRow(stage["match"], "", Number(FunctionLimits.MatchConditions), Number(FunctionLimits.MatchDepth));
        AssertRow(
            stage["restart"],
            $"`{Number(stageDefaults.Restart.Failures)}`, `{DurationText.Format(stageDefaults.Restart.Backoff)}`, `60s`",
            Number(FunctionLimits.RestartFailures.Maximum),
            DurationText.Format(FunctionLimits.RestartBackoff.Minimum),
            DurationText.Format(FunctionLimits.RestartBackoff.Maximum));
        AssertRow(stage["grants"], "", Number(ManifestLimits.Requests));
        Assert.All([.. MatchAttributes.Known, .. MatchDialectNames.All], static name => Assert.Contains($"{name}", Page, StringComparison.Ordinal));
        AssertRow(
            stage["outputLimit"],
            Number(stageDefaults.OutputLimitBytes),
            Number(FunctionLimits.OutputLimitBytes.Minimum),
            Number(FunctionLimits.OutputLimitBytes.Maximum));
    }

    [Fact]
    public void Page_lists_reserved_keys_and_what_is_left_out_of_packages()
    {
        Assert.All(ReservedNames.Keys, static key => Assert.Contains($"`{key}`", Page, StringComparison.Ordinal));
        Assert.All(IgnoreRules.Always, static rule => Assert.Contains($"`{rule}`", Page, StringComparison.Ordinal));
    }

    [Fact]
    public void Example_is_accepted()
    {
        var begin = Page.IndexOf("```yaml\n", StringComparison.Ordinal) + "```yaml\n".Length;
        var function = Read.Accepted(Page[begin..Page.IndexOf("```", begin, StringComparison.Ordinal)]);

        Assert.Equal(["trace", "redact", "jwt", "audit"], function.Pipeline.Select(static stage => stage.Name));
    }

    private static void AssertRow((string Default, string Allowed) row, string defaultValue, params string[] allowed)
    {
        Assert.Contains(defaultValue, row.Default, StringComparison.Ordinal);
        Assert.All(allowed, value => Assert.Contains(value, row.Allowed, StringComparison.Ordinal));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Rows of the first table below a heading: key, default, allowed values.</summary>
    private static Dictionary<string, (string Default, string Allowed)> Rows(string heading) =>
        Page[Page.IndexOf(heading, StringComparison.Ordinal)..].Split('\n')
            .SkipWhile(static line => !line.StartsWith('|'))
            .TakeWhile(static line => line.StartsWith('|'))
            .Skip(2)
            .Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(static cells => cells[1].Trim('`'), static cells => (cells[3], cells[4]));
}

using System.Globalization;

namespace Sor.Configuration;

/// <summary>How <c>sor.json</c> writes things: one form for each, units in the names of the keys.</summary>
public sealed class SorJsonDialect : ConfigurationDialect
{
    private const string SettleKey = "standbySettleMs";
    private const string DepthKey = "standbyDepth";

    private SorJsonDialect()
    {
    }

    public static SorJsonDialect Instance { get; } = new();

    public override IReadOnlyList<string> FunctionKeys { get; } =
        ["name", "runtime", "handler", "command", "interpreter", "timeoutMs", "memoryMb", "environment", "pipeline"];

    public override IReadOnlyList<string> StageKeys { get; } =
        ["name", "use", "kind", "phases", "config", "standby", SettleKey, DepthKey, "outputLimitBytes", "budgetMs", "onFailure", "match", "context", "observe", "security", "envelope", "shared", "restart", "grants"];

    internal protected override string TimeoutKey => "timeoutMs";

    internal protected override string MemoryKey => "memoryMb";

    internal protected override string OutputLimitKey => "outputLimitBytes";

    internal protected override string BudgetKey => "budgetMs";

    public override IReadOnlyList<string> RestartKeys { get; } = ["failures", "backoffMs", "limitMs"];

    internal protected override string DurationShape => "a whole number of milliseconds, without quotes";

    internal protected override string SizeShape => "a whole number of bytes, without quotes";

    internal protected override string MemoryShape => "a whole number of MB, without quotes";

    internal protected override TimeSpan? ReadDuration(ConfigurationNode node) =>
        WholeNumber.Read(node) is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;

    internal protected override long? ReadSize(ConfigurationNode node) => WholeNumber.Read(node);

    internal protected override long? ReadMemory(ConfigurationNode node) => WholeNumber.Read(node);

    internal protected override string? ReadFreeText(ConfigurationNode node) =>
        node is { Kind: ConfigurationNodeKind.Text } ? node.Text : null;

    internal protected override string Format(TimeSpan duration) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)duration.TotalMilliseconds}");

    internal protected override ConfigurationNode? ExpandStage(ConfigurationNode entry, string path, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (entry.Kind == ConfigurationNodeKind.Map)
        {
            return entry;
        }

        diagnostics.Error(
            DiagnosticCodes.WrongType,
            entry.Position,
            path,
            $"found {Display.Describe(entry)} where a stage belongs",
            "write a map with the key use",
            "a map");
        return null;
    }

    internal protected override StandbyNodes FindStandby(ConfigurationNode stage, string path, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return new StandbyNodes(stage.Find("standby")?.Value, stage.Find(SettleKey)?.Value, KeyPath.Append(path, SettleKey), stage.Find(DepthKey)?.Value, KeyPath.Append(path, DepthKey));
    }
}

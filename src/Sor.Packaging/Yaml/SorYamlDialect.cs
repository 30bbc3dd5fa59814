using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>How <c>sor.yaml</c> writes things: durations and sizes with units, and short forms of stages.</summary>
public sealed class SorYamlDialect : ConfigurationDialect
{
    private const string StandbyKey = "standby";
    private const string SettleKey = "settle";
    private const string DepthKey = "depth";

    private SorYamlDialect()
    {
    }

    public static SorYamlDialect Instance { get; } = new();

    public override IReadOnlyList<string> FunctionKeys { get; } =
        ["name", "runtime", "handler", "command", "interpreter", "timeout", "memory", "environment", "events", "pipeline"];

    public override IReadOnlyList<string> StageKeys { get; } = ["use", "name", "kind", "phases", "config", StandbyKey, "outputLimit", "budget", "onFailure", "match", "context", "observe", "security", "envelope", "shared", "restart", "grants"];

    /// <summary>Keys of <c>standby</c> in its form as a map.</summary>
    public static IReadOnlyList<string> StandbyKeys { get; } = [SettleKey, DepthKey];

    public override IReadOnlyList<string> RestartKeys { get; } = ["failures", "backoff", "limit"];

    protected override string TimeoutKey => "timeout";

    protected override string MemoryKey => "memory";

    protected override string OutputLimitKey => "outputLimit";

    protected override string BudgetKey => "budget";

    protected override string DurationShape => DurationText.Shape;

    protected override string SizeShape => "a whole number of bytes, or one with its unit: 512KB, 6MB (a KB is 1,024 bytes)";

    protected override string MemoryShape => "a whole number of MB, or one with its unit: 512, 512MB or 1GB";

    protected override TimeSpan? ReadDuration(ConfigurationNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Kind == ConfigurationNodeKind.Text ? DurationText.Parse(node.Text) : null;
    }

    protected override long? ReadSize(ConfigurationNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Kind == ConfigurationNodeKind.Text ? SizeText.Parse(node.Text) : WholeNumber.Read(node);
    }

    protected override long? ReadMemory(ConfigurationNode node)
    {
        const int Megabyte = 1024 * 1024;
        ArgumentNullException.ThrowIfNull(node);
        if (node.Kind != ConfigurationNodeKind.Text)
        {
            return WholeNumber.Read(node);
        }

        return SizeText.Parse(node.Text) is { } bytes && bytes % Megabyte == 0 ? bytes / Megabyte : null;
    }

    /// <summary>
    /// Any scalar but an empty one counts as it was typed: <c>PORT: 8080</c> is the text 8080, <c>VERSION: 1.10</c> keeps its zero.
    /// An empty value could be a slip, so an empty text is written as <c>""</c>.
    /// </summary>
    protected override string? ReadFreeText(ConfigurationNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        return node.Kind is ConfigurationNodeKind.Text or ConfigurationNodeKind.Number or ConfigurationNodeKind.Boolean ? node.Text : null;
    }

    protected override string Format(TimeSpan duration) => DurationText.Format(duration);

    protected override ConfigurationNode? ExpandStage(ConfigurationNode entry, string path, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(diagnostics);
        return new StageForms(StageKeys, path, diagnostics).Expand(entry);
    }

    /// <summary><c>standby: true</c>, <c>standby: false</c> or <c>standby: {settle: 50ms, depth: 2}</c>.</summary>
    protected override StandbyNodes FindStandby(ConfigurationNode stage, string path, DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(stage);
        var standby = stage.Find(StandbyKey)?.Value;
        var standbyPath = KeyPath.Append(path, StandbyKey);
        if (standby is not { Kind: ConfigurationNodeKind.Map })
        {
            return new StandbyNodes(standby, null, standbyPath, null, standbyPath);
        }

        var reader = new MapReader(standby, standbyPath, diagnostics);
        reader.RefuseOthers(StandbyKeys);
        var depth = reader.Find(DepthKey);
        var settle = depth is null ? reader.Require(SettleKey, "write settle: 50ms, or just true or false") : reader.Find(SettleKey);
        return new StandbyNodes(null, settle, reader.PathOf(SettleKey), depth, reader.PathOf(DepthKey));
    }

    /// <summary>The place of a stage's <c>use</c>, in whichever form it is written.</summary>
    internal SourcePosition UsePosition(ConfigurationNode entry) =>
        entry.Find("use")?.Value.Position
            ?? (entry.Members.Count == 1 && !StageKeys.Contains(entry.Members[0].Name) ? entry.Members[0].NamePosition : entry.Position);
}

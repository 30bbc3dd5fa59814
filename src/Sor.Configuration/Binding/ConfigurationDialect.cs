namespace Sor.Configuration;

/// <summary>How one file form writes what <see cref="FunctionBinder"/> looks for: names of keys, units, short forms. The rules are the binder's.</summary>
public abstract class ConfigurationDialect
{
    /// <summary>Keys of a function, in the order of the reference.</summary>
    public abstract IReadOnlyList<string> FunctionKeys { get; }

    /// <summary>Keys of a stage in its long form, in the order of the reference.</summary>
    public abstract IReadOnlyList<string> StageKeys { get; }

    internal protected abstract string TimeoutKey { get; }

    internal protected abstract string MemoryKey { get; }

    internal protected abstract string OutputLimitKey { get; }

    internal protected abstract string BudgetKey { get; }

    /// <summary>Keys of <c>restart</c>: breakdowns, first time, longest time.</summary>
    public abstract IReadOnlyList<string> RestartKeys { get; }

    /// <summary>Words for the fix of a malformed duration.</summary>
    internal protected abstract string DurationShape { get; }

    /// <summary>Words for the fix of a malformed size in bytes, and of one in megabytes.</summary>
    internal protected abstract string SizeShape { get; }

    internal protected abstract string MemoryShape { get; }

    /// <returns>Null when the value is no duration of this form.</returns>
    internal protected abstract TimeSpan? ReadDuration(ConfigurationNode node);

    /// <returns>Bytes; null when the value is no size of this form.</returns>
    internal protected abstract long? ReadSize(ConfigurationNode node);

    /// <returns>Megabytes (of 1,048,576 bytes); null when the value is no whole number of them.</returns>
    internal protected abstract long? ReadMemory(ConfigurationNode node);

    /// <summary>The text of an argument or a variable; null when the value is none.</summary>
    internal protected abstract string? ReadFreeText(ConfigurationNode node);

    internal protected abstract string Format(TimeSpan duration);

    /// <summary>A pipeline entry as a map with <see cref="StageKeys"/>; null after a problem was reported.</summary>
    internal protected abstract ConfigurationNode? ExpandStage(ConfigurationNode entry, string path, DiagnosticList diagnostics);

    internal protected abstract StandbyNodes FindStandby(ConfigurationNode stage, string path, DiagnosticList diagnostics);
}

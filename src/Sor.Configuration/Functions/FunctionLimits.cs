namespace Sor.Configuration;

/// <summary>Ranges and lengths of everything that a function's configuration may say. The reference page and the schemas are tested against them.</summary>
public static class FunctionLimits
{
    /// <summary>Lambda's own limit of a function's name.</summary>
    public const int NameLength = 64;

    public const int StageNameLength = 64;

    /// <summary>A path, a handler, a reference: generous, and short enough to be shown.</summary>
    public const int TextLength = 1024;

    public const int CommandArguments = 256;

    public const int EnvironmentVariables = 256;

    /// <summary>Linux accepts no single argument or variable of 128 KiB or more at the start of a program.</summary>
    public const int ArgumentBytes = 64 * 1024;

    public const int PipelineStages = 64;

    /// <summary>Half of the largest frame header, in which it travels to a persistent stage.</summary>
    public const int StageConfigBytes = 32 * 1024;

    /// <summary>The fixed response of a failure policy.</summary>
    public const int ReplyBytes = 32 * 1024;

    /// <summary>Conditions of one stage together.</summary>
    public const int MatchConditions = 64;

    /// <summary>Conditions within each other.</summary>
    public const int MatchDepth = 8;

    public static ValueRange<TimeSpan> Budget { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(900));

    public static ValueRange<int> RestartFailures { get; } = new(1, 1000);

    public static ValueRange<TimeSpan> RestartBackoff { get; } = new(TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));

    public static ValueRange<int> StandbyDepth { get; } = new(1, 16);

    public static ValueRange<TimeSpan> Timeout { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(900));

    /// <summary>Lambda's own range.</summary>
    public static ValueRange<int> MemoryMb { get; } = new(128, 10_240);

    public static ValueRange<TimeSpan> StandbySettle { get; } = new(TimeSpan.Zero, TimeSpan.FromSeconds(1));

    public static ValueRange<int> OutputLimitBytes { get; } = new(1, 100 * 1024 * 1024);
}

namespace Sor.Configuration;

/// <summary>Ranges and lengths of what <c>middleware.json</c> may say, beyond those of <see cref="FunctionLimits"/>.</summary>
public static class ManifestLimits
{
    /// <summary>A version is shown in one line with other things.</summary>
    public const int VersionLength = 128;

    /// <summary>Schema of a stage's configuration, as compact JSON: twice what the configuration itself may have.</summary>
    public const int SchemaBytes = 64 * 1024;

    /// <summary>Entries of each list of requests.</summary>
    public const int Requests = 64;

    public static ValueRange<int> Concurrency { get; } = new(1, 1000);
}

namespace Sor.Triggers.Lambda;

/// <summary>Lambda's limits that the trigger keeps by itself.</summary>
internal static class LambdaLimits
{
    /// <summary>6 MiB + 100 bytes: above it the platform answers 413, and the caller learns less than from an error of ours.</summary>
    internal const int ResponseBytes = (6 * 1024 * 1024) + 100;

    /// <summary>What still runs this long before the deadline is ended, so that the answer gets out before the platform's own timeout.</summary>
    internal const long ReserveMs = 100;
}

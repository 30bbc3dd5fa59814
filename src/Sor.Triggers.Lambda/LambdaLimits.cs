namespace Sor.Triggers.Lambda;

/// <summary>Lambda's limits that the trigger keeps by itself.</summary>
internal static class LambdaLimits
{
    /// <summary>6 MiB + 100 bytes: above it the platform answers 413, and the caller learns less than from an error of ours.</summary>
    internal const int ResponseBytes = (6 * 1024 * 1024) + 100;

    /// <summary>Largest body of an error: whatever a middleware makes of a failure, the platform takes it.</summary>
    internal const int ErrorBytes = 256 * 1024;

    /// <summary>What is kept of the message of a larger one: within the limit even if each character is escaped.</summary>
    internal const int ErrorTextChars = 32 * 1024;

    /// <summary>A day: far above the 15 minutes of the platform, so that no deadline, however odd, exceeds what timestamps hold.</summary>
    internal const long LongestInvocationMs = 24 * 60 * 60 * 1000;
}

using Sor.Configuration;

namespace Sor.Bootstrap;

/// <summary>A stage about which everything is known and nothing is made yet.</summary>
internal sealed class StagePlan
{
    /// <summary>The options that are in force: kind and phases are settled.</summary>
    internal required StageOptions Stage { get; init; }

    internal required FoundMiddleware Found { get; init; }

    /// <summary>Argument vector, or the module of a wasm stage alone; empty for a built-in.</summary>
    internal required IReadOnlyList<string> Command { get; init; }
}

using Sor.Configuration;

namespace Sor.Bootstrap;

/// <summary>A middleware that is ready to become a stage.</summary>
internal sealed class MadeMiddleware
{
    internal required StageOptions Options { get; init; }

    /// <summary>What runs its phases; null where it is a stage itself.</summary>
    internal IPhaseProgram? Program { get; init; }

    /// <summary>A built-in that runs the inner stages itself; null for programs.</summary>
    internal IStage? Stage { get; init; }
}

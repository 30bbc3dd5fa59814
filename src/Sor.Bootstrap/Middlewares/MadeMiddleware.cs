using Sor.Configuration;

namespace Sor.Bootstrap;

/// <summary>A middleware that is ready to become a stage.</summary>
/// <param name="Options">The stage's options.</param>
/// <param name="Program">What runs its phases; null where it is a stage itself.</param>
/// <param name="Stage">A built-in that runs the inner stages itself; null for programs.</param>
internal readonly record struct MadeMiddleware(StageOptions Options, IPhaseProgram? Program, IStage? Stage);

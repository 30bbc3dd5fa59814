namespace Sor.Assumptions.Tests;

/// <summary>A middleware that exists in three ways.</summary>
/// <param name="Name">Its folder and its stage.</param>
/// <param name="Phases">The phases it declares.</param>
/// <param name="BuiltIn">Makes the one in C#, from its configuration.</param>
public sealed record Middleware(string Name, IReadOnlyList<Phase> Phases, Func<string, IPhaseProgram> BuiltIn);

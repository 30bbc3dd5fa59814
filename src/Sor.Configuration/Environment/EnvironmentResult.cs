namespace Sor.Configuration;

/// <summary>What the environment alone says about the function.</summary>
public sealed class EnvironmentResult
{
    /// <summary>Null when there is at least one error.</summary>
    public FunctionOptions? Options { get; init; }

    /// <summary>
    /// Bare names out of <c>SLSMIDDLEWARES</c>, in its order; empty when it is not set. They run in the prototype's order (in: as listed, out: as listed),
    /// which no <see cref="FunctionOptions.Pipeline"/> can express: that one is then empty.
    /// </summary>
    public IReadOnlyList<string> PrototypeMiddlewares { get; init; } = [];

    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}

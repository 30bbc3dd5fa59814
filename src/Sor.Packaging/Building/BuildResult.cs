using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>What became of a build. The files are there if and only if <see cref="Succeeded"/>.</summary>
public sealed record BuildResult
{
    public bool Succeeded => FunctionZip is not null;

    /// <summary>The function, as soon as its <c>sor.yaml</c> could be read.</summary>
    public FunctionOptions? Options { get; init; }

    /// <summary><c>sor.json</c>, the same bytes as in the function zip.</summary>
    public BuiltFile? Configuration { get; init; }

    /// <summary>Code and <c>sor.json</c>.</summary>
    public BuiltFile? FunctionZip { get; init; }

    /// <summary><c>bootstrap</c> and <c>sor/</c> with the packages that are used by name.</summary>
    public BuiltFile? LayerZip { get; init; }

    /// <summary>Lambda's name of the processor that the layer's <c>bootstrap</c> is made for: <c>x86_64</c>, <c>arm64</c>; null: neither.</summary>
    public string? Architecture { get; init; }

    /// <summary>The stages of the pipeline that are packages known here; those with problems are missing.</summary>
    public IReadOnlyList<UsedPackage> Packages { get; init; } = [];

    /// <summary>Errors when it failed; warnings perhaps when it succeeded.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }
}

using Sor.Configuration;

namespace Sor.Conformance.Subjects;

/// <summary>What a caller says of the program under test.</summary>
public sealed record SubjectOptions
{
    /// <summary>An executable, a package's folder, or with <see cref="Runtime"/> a function's folder. Absolute.</summary>
    public required string Path { get; init; }

    /// <summary><c>exec</c>, <c>lines</c> or <c>frames</c>; null: the manifest's, or <c>exec</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Command line in place of the program itself, split at blanks; null: none.</summary>
    public string? Command { get; init; }

    /// <summary>Configuration of the stage, JSON; null: the first of the package's own vectors, if any.</summary>
    public string? ConfigJson { get; init; }

    /// <summary>Language runtime to test; null: the program is a middleware.</summary>
    public string? Runtime { get; init; }

    /// <summary>Handler that the language runtime loads.</summary>
    public string? Handler { get; init; }

    /// <summary>Phases in place of the declared ones; empty: as declared.</summary>
    public IReadOnlyList<string> Phases { get; init; } = [];

    public bool IsEnvelope { get; init; }

    public bool IsProbe { get; init; }

    /// <summary>Folder with <c>runtimes/</c> and <c>sor-wasm</c>.</summary>
    public required string InstallFolder { get; init; }
}

/// <summary>Why there is nothing to test.</summary>
/// <param name="Message">What is wrong, and where.</param>
/// <param name="Fix">How to mend it.</param>
/// <param name="IsMissingPart">This installation lacks something; else the caller named something wrong.</param>
public sealed record SubjectProblem(string Message, string Fix, bool IsMissingPart = false)
{
    /// <summary>What is wrong with the package's manifest, in the place of message and remedy; empty: something else is wrong.</summary>
    public IReadOnlyList<Diagnostic> Manifest { get; init; } = [];
}

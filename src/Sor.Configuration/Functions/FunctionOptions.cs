namespace Sor.Configuration;

/// <summary>
/// What a function is, as <c>sor.json</c> (or, without one, the environment) says it. Immutable; validated before it is made.
/// </summary>
public sealed record FunctionOptions
{
    /// <summary>Name of the function; also its name at <c>sor invoke</c>. Letters, digits, <c>-</c> and <c>_</c>, at most 64.</summary>
    public required string Name { get; init; }

    /// <summary>One of <see cref="RuntimeNames.All"/>.</summary>
    public required string Runtime { get; init; }

    /// <summary>What the language runtime loads, in its own language's form (<c>app.handle</c>); null where none is needed.</summary>
    public string? Handler { get; init; }

    /// <summary>Argument vector of the handler for <c>exec</c> and <c>frames</c>; empty for the language runtimes.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Path or bare name of the interpreter; null: looked up (layer folder, <c>/var/lang/bin</c>, <c>PATH</c>).</summary>
    public string? Interpreter { get; init; }

    /// <summary>Time limit of one invocation where the platform gives no deadline. Default 30 s; 1 s to 900 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Memory of the function in MB (Lambda's own range 128 to 10,240). Default 512.</summary>
    public int MemoryMb { get; init; } = 512;

    /// <summary>Variables added to the environment of the handler and of first-party executables.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The middlewares, outermost first.</summary>
    public IReadOnlyList<StageOptions> Pipeline { get; init; } = [];
}

namespace Sor.Cli;

/// <summary>What a command may use of the world around it.</summary>
internal sealed record CliContext
{
    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required Stream Input { get; init; }

    /// <summary>The folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether colours may be used in <see cref="Output"/>.</summary>
    public required bool UseColor { get; init; }

    public static CliContext OfProcess() => new()
    {
        Output = Console.Out,
        Error = Console.Error,
        Input = Console.OpenStandardInput(),
        Folder = Environment.CurrentDirectory,
        Variable = Environment.GetEnvironmentVariable,
        UseColor = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };

    public string FullPath(string path) => Path.GetFullPath(path, Folder);
}

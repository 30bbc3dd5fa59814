namespace Sor.Configuration;

/// <summary>Names that have a meaning in the design and none in this version. They are refused, so that giving them one later breaks nobody.</summary>
public static class ReservedNames
{
    /// <summary>Keys of a function and of a stage.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "extends", "override", "sidecars", "secrets", "libraries", "preload", "requests", "policy", "triggers", "destinations",
    ];

    /// <summary>Values of <c>runtime</c>.</summary>
    public static IReadOnlyList<string> Runtimes { get; } = ["ruby", "php", "java", "dotnet", "go", "bash", "lambda", "http", "lines", "wasm"];
}

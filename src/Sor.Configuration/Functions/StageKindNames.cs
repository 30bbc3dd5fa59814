namespace Sor.Configuration;

/// <summary>Names of the kinds as they are written.</summary>
public static class StageKindNames
{
    public static IReadOnlyList<string> All { get; } = ["exec", "lines", "frames", "wasm", "built-in"];

    public static string NameOf(StageKind kind) => kind switch
    {
        StageKind.Exec => "exec",
        StageKind.Lines => "lines",
        StageKind.Frames => "frames",
        StageKind.Wasm => "wasm",
        StageKind.BuiltIn => "built-in",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without a name"),
    };

    /// <summary>Null when unknown.</summary>
    public static StageKind? Parse(string name) => name switch
    {
        "exec" => StageKind.Exec,
        "lines" => StageKind.Lines,
        "frames" => StageKind.Frames,
        "wasm" => StageKind.Wasm,
        "built-in" => StageKind.BuiltIn,
        _ => null,
    };
}

namespace Sor.Configuration;

/// <summary>Names of the kinds as they are written.</summary>
public static class StageKindNames
{
    public static IReadOnlyList<string> All { get; } = ["exec", "frames", "built-in"];

    /// <summary>Names that the contract knows and this version does not run.</summary>
    public static IReadOnlyList<string> NotYet { get; } = ["lines", "wasm"];

    public static string NameOf(StageKind kind) => kind switch
    {
        StageKind.Exec => "exec",
        StageKind.Frames => "frames",
        StageKind.BuiltIn => "built-in",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without a name"),
    };

    /// <summary>Null when unknown.</summary>
    public static StageKind? Parse(string name) => name switch
    {
        "exec" => StageKind.Exec,
        "frames" => StageKind.Frames,
        "built-in" => StageKind.BuiltIn,
        _ => null,
    };
}

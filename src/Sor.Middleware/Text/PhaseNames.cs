namespace Sor.Middleware.Text;

/// <summary>The words of the contract for phases.</summary>
internal static class PhaseNames
{
    internal const int Count = 4;

    /// <summary>The phase of a word; null: none of them.</summary>
    internal static Phase? Parse(string? name) => name switch
    {
        "before" => Phase.Before,
        "after" => Phase.After,
        "error" => Phase.Error,
        "handle" => Phase.Handle,
        _ => null,
    };
}

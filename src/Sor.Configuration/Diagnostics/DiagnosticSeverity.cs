namespace Sor.Configuration;

public enum DiagnosticSeverity
{
    /// <summary>Served all the same, but not as someone seems to expect.</summary>
    Warning,

    /// <summary>Nothing can be made of the input before this is mended.</summary>
    Error,
}

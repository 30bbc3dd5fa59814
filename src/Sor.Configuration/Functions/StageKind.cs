namespace Sor.Configuration;

/// <summary>How a stage is run: one contract, several mechanisms.</summary>
public enum StageKind
{
    /// <summary>One process per event and phase: event on STDIN, processed event on STDOUT.</summary>
    Exec,

    /// <summary>One persistent process that speaks frames version 1.</summary>
    Frames,

    /// <summary>C# inside the engine's process.</summary>
    BuiltIn,
}

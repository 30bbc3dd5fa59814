namespace Sor.Configuration;

/// <summary>How a stage is run: one contract, several mechanisms.</summary>
public enum StageKind
{
    /// <summary>One process per event and phase: event on STDIN, processed event on STDOUT.</summary>
    Exec,

    /// <summary>One persistent process for each phase: a line of JSON in, a line of JSON out.</summary>
    Lines,

    /// <summary>One persistent process that speaks frames version 1.</summary>
    Frames,

    /// <summary>A WASI command, hosted by <c>sor-wasm</c>.</summary>
    Wasm,

    /// <summary>C# inside the engine's process.</summary>
    BuiltIn,
}

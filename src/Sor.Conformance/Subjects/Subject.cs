namespace Sor.Conformance.Subjects;

/// <summary>How the host speaks with a program.</summary>
public enum SubjectKind
{
    Exec,
    Lines,
    Frames,
}

/// <summary>The program under test.</summary>
public sealed record Subject
{
    public required string Name { get; init; }

    public required SubjectKind Kind { get; init; }

    /// <summary>Argument vector; the first is an absolute path.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Working folder of the program.</summary>
    public required string Folder { get; init; }

    /// <summary>Phases that it declares.</summary>
    public required IReadOnlyList<string> Phases { get; init; }

    /// <summary>Configuration of its stage as JSON; null: none.</summary>
    public string? ConfigJson { get; init; }

    /// <summary>Of the kind lines: requests and answers stand in envelopes with an id.</summary>
    public bool IsEnvelope { get; init; }

    /// <summary>Of the kind frames: one process hosts several stages.</summary>
    public bool IsShared { get; init; }

    /// <summary>Events at a time that the manifest declares; null: it declares none.</summary>
    public int? Concurrency { get; init; }

    /// <summary>It obeys the commands of the probe contract.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Of a package of the kind wasm: absolute path of the module that the worker is to run; null: the worker is the program itself.</summary>
    public string? WasmModule { get; init; }

    /// <summary>Name of the handler when the program is a language runtime; null: it is a middleware.</summary>
    public string? Handler { get; init; }

    /// <summary>Complete environment, without what its kind adds.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The package's own vectors; null: it has none.</summary>
    public string? VectorsPath { get; init; }

    internal string Stage => Handler is null ? Name : "handler";
}

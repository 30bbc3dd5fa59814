namespace Sor;

/// <summary>
/// Notes of the stages of one invocation: attributes (for all who come later) and state (for the same stage's later phases only).
/// JSON texts, stored as they came, sizes bounded by <see cref="MaxStageBytes"/> and <see cref="MaxStateBytes"/>.
/// </summary>
public sealed class InvocationNotes
{
    /// <summary>Largest state of one stage, in bytes of JSON: half a frame's header, as it goes into one and comes back in another.</summary>
    public const int MaxStateBytes = 32 * 1024;

    /// <summary>Most bytes of notes that one stage may leave in one invocation.</summary>
    public const int MaxStageBytes = 96 * 1024;

    private List<StageNotes>? _stages;

    /// <summary>Notes of all stages that left any, in order of their first.</summary>
    public IReadOnlyList<StageNotes> Stages => _stages ?? [];

    /// <summary>Notes of one stage; null when it left none.</summary>
    public StageNotes? Find(string stage)
    {
        if (_stages is null)
            return null;
        foreach (var notes in _stages)
        {
            if (notes.Stage == stage)
                return notes;
        }

        return null;
    }

    /// <summary>Notes of one stage, made when missing.</summary>
    public StageNotes For(string stage)
    {
        if (Find(stage) is { } found)
            return found;
        var made = new StageNotes(stage);
        (_stages ??= []).Add(made);
        return made;
    }
}

/// <summary>Notes of one stage in one invocation.</summary>
public sealed class StageNotes(string stage)
{
    public string Stage { get; } = stage;

    /// <summary>Attributes by name; each value is JSON text.</summary>
    public Dictionary<string, byte[]> Attributes { get; } = [];

    /// <summary>JSON text of the state; null: none.</summary>
    public byte[]? State { get; set; }

    /// <summary>JSON text of the newest <c>span</c> note; goes into the record.</summary>
    public byte[]? Span { get; set; }

    /// <summary>JSON text of the newest <c>log</c> note; goes into the record.</summary>
    public byte[]? Log { get; set; }

    /// <summary>JSON text of the newest <c>error</c> note: why an executable is about to fail. Of the present phase only.</summary>
    public byte[]? Error { get; set; }

    /// <summary>Bytes of notes taken so far, for the limit.</summary>
    public int TakenBytes { get; set; }
}

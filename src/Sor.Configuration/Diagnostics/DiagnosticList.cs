namespace Sor.Configuration;

/// <summary>Collects the problems of one input. Bounded: a hostile file cannot make it grow without end.</summary>
public sealed class DiagnosticList(string? file)
{
    /// <summary>Nobody mends more than this in one go.</summary>
    public const int MaxCount = 100;

    private readonly List<Diagnostic> _items = [];
    private bool _overflowed;

    public bool HasErrors { get; private set; }

    /// <summary>Further problems are no longer kept: loops over untrusted input end here.</summary>
    public bool IsFull => _overflowed;

    public void Error(string code, SourcePosition position, string key, string message, string fix, string? allowed = null) =>
        Add(new Diagnostic { Code = code, File = file, Position = position, Key = key, Message = message, Fix = fix, Allowed = allowed });

    /// <summary>A problem of a whole file or folder other than the list's own.</summary>
    public void ErrorOf(string path, string code, string message, string fix) =>
        Add(new Diagnostic { Code = code, File = path, Message = message, Fix = fix });

    public void Add(Diagnostic diagnostic)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        HasErrors |= diagnostic.Severity == DiagnosticSeverity.Error;
        if (_items.Count < MaxCount)
        {
            _items.Insert(PlaceOf(diagnostic.Position), diagnostic);
        }
        else
        {
            _overflowed = true;
        }
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>All problems in the order in which they stand in the text.</summary>
    public IReadOnlyList<Diagnostic> ToSorted()
    {
        var sorted = new List<Diagnostic>(_items);
        if (_overflowed)
        {
            sorted.Add(new Diagnostic
            {
                Code = DiagnosticCodes.TooManyProblems,
                File = file,
                Message = $"there are more than {MaxCount} problems: the rest is not listed",
                Fix = "mend these first, then try again",
            });
        }

        return sorted;
    }

    /// <summary>Behind all that stand before it or at the same place: problems of one value stay in the order in which they were found.</summary>
    private int PlaceOf(SourcePosition position)
    {
        var place = _items.Count;
        while (place > 0 && (_items[place - 1].Position.Line, _items[place - 1].Position.Column).CompareTo((position.Line, position.Column)) > 0)
        {
            place--;
        }

        return place;
    }
}

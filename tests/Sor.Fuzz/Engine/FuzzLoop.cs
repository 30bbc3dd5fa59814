using System.Diagnostics;

namespace Sor.Fuzz;

/// <summary>
/// Runs the corpus, then mutates: an input that reaches something new joins those that are mutated further. Ends at the limit
/// of time, or with the first input that breaks a property.
/// </summary>
internal sealed class FuzzLoop(IFuzzTarget target, CoverageMap coverage, InputFiles files) : IDisposable
{
    // A parser may claim its largest body; anything beyond was made without a bound.
    private const long MaxAllocatedBytes = 128L * 1024 * 1024;
    private const int MutationsPerTurn = 32;

    private readonly Random _random = new(1);
    private readonly List<byte[]> _inputs = [];
    private readonly Watchdog _watchdog = new(files);
    private long _executions;
    private string? _crash;

    public FuzzReport Run(TimeSpan limit)
    {
        var start = Stopwatch.GetTimestamp();
        coverage.Forget();
        foreach (var input in files.ReadCorpus().Concat(target.Seeds).Prepend([]))
            Execute(input);
        var (branches, inputs) = (coverage.Branches, _inputs.Count);
        var mutator = new Mutator(_random, target.Dictionary);
        while (_crash is null && Stopwatch.GetElapsedTime(start) < limit)
        {
            var chosen = Choose();
            for (var i = 0; i < MutationsPerTurn && _crash is null; i++)
                Execute(mutator.Mutate(chosen, _inputs[_random.Next(_inputs.Count)]));
        }

        return new FuzzReport
        {
            Executions = _executions,
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
            Branches = coverage.Branches,
            NewBranches = coverage.Branches - branches,
            CorpusSize = _inputs.Count,
            NewInputs = _inputs.Count - inputs,
            Crash = _crash,
            Smallest = Smallest,
        };
    }

    public void Dispose() => _watchdog.Dispose();

    /// <summary>Late finds first, more often than not: what is new there has been mutated least.</summary>
    private byte[] Choose() => _inputs[_random.Next(2) == 0 ? _random.Next(_inputs.Count) : Math.Max(0, _inputs.Count - 1 - _random.Next(20))];

    private void Execute(byte[] input)
    {
        if (_crash is not null)
            return;
        _executions++;
        coverage.BeginExecution();
        _watchdog.Begin(input);
        try
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            target.Execute(input);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Property.Holds(allocated < MaxAllocatedBytes, $"{allocated} bytes were allocated for an input of {input.Length}");
        }
        catch (Exception exception)
        {
            _crash = $"{exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}\ninput saved as {files.SaveCrash(input)}";
        }

        _watchdog.End();
        if (coverage.EndExecution() || _inputs.Count == 0)
            _inputs.Add(input);
    }

    /// <summary>A small set of inputs that reaches the same branches: the shortest first, each kept if it still adds one.</summary>
    private List<byte[]> Smallest()
    {
        coverage.Forget();
        var kept = new List<byte[]>();
        foreach (var input in _inputs.OrderBy(static input => input.Length))
        {
            var before = coverage.Branches;
            coverage.BeginExecution();
            target.Execute(input);
            if (coverage.EndExecution() && coverage.Branches > before)
                kept.Add(input);
        }

        return kept;
    }
}

/// <summary>What a run brought.</summary>
internal sealed record FuzzReport
{
    public required long Executions { get; init; }

    public required double Seconds { get; init; }

    public required int Branches { get; init; }

    /// <summary>Of them, those that the corpus had not reached.</summary>
    public required int NewBranches { get; init; }

    public required int CorpusSize { get; init; }

    public required int NewInputs { get; init; }

    /// <summary>What broke and where the input is; null when all is well.</summary>
    public required string? Crash { get; init; }

    public required Func<IReadOnlyCollection<byte[]>> Smallest { get; init; }
}

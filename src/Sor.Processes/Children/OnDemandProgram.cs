namespace Sor.Processes;

/// <summary>A program that may never be needed, because its stage takes part in some events only: nothing is started before the first of them.</summary>
public sealed class OnDemandProgram(IPhaseProgram program, IPreparable processes) : IPhaseProgram, IPreparable
{
    private bool _isNeeded;

    public string Name => program.Name;

    public string Kind => program.Kind;

    public Phase Phases => program.Phases;

    public long? StartTicks => processes.StartTicks;

    public ValueTask<Outcome> RunAsync(Phase phase, Invocation invocation)
    {
        _isNeeded = true;
        return program.RunAsync(phase, invocation);
    }

    public void BeginPrepare()
    {
        if (_isNeeded)
            processes.BeginPrepare();
    }

    public ValueTask PrepareAsync() => _isNeeded ? processes.PrepareAsync() : ValueTask.CompletedTask;

    public void Dispose() => processes.Dispose();
}

using Sor.Core;
using Sor.Processes;

namespace Sor.Bootstrap;

/// <summary>Processes behind a circuit: while it is open, nothing is started.</summary>
internal sealed class CircuitPreparable(IPreparable processes, Circuit circuit) : IPreparable
{
    public string Name => processes.Name;

    public string Kind => processes.Kind;

    public long? StartTicks => processes.StartTicks;

    public void BeginPrepare()
    {
        if (circuit.State != CircuitState.Open)
            processes.BeginPrepare();
    }

    public ValueTask PrepareAsync() => circuit.State == CircuitState.Open ? ValueTask.CompletedTask : processes.PrepareAsync();

    public void Dispose() => processes.Dispose();
}

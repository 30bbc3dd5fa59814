using Sor.Configuration;

namespace Sor.Core;

/// <summary>Whether a stage that breaks down again and again is left alone.</summary>
public enum CircuitState
{
    /// <summary>It is started and asked as usual.</summary>
    Closed,

    /// <summary>It is neither started nor asked; its failure policy applies at once.</summary>
    Open,

    /// <summary>The time is over, and the next event tries it.</summary>
    Trial,
}

/// <summary>
/// Counts the breakdowns of one stage in a row. Enough of them open the circuit for a while, then one event tries the stage again: what it
/// does closes the circuit, or opens it for twice as long.
/// </summary>
/// <param name="options">How many, and for how long.</param>
/// <param name="clock">The time.</param>
/// <param name="ticksPerSecond">Unit of <paramref name="clock"/>.</param>
/// <param name="onChange">Told each change: the new state, the breakdowns in a row, and how often the circuit has opened since the start.</param>
public sealed class Circuit(RestartOptions options, Clock clock, long ticksPerSecond, Action<CircuitState, int, int> onChange)
{
    private CircuitState _state;
    private long _openUntil;
    private TimeSpan _nextOpen = options.Backoff;
    private int _opened;

    /// <summary>Breakdowns since the last event that went well.</summary>
    public int Breakdowns { get; private set; }

    /// <summary>The present state; an open circuit whose time is over becomes a trial here.</summary>
    public CircuitState State
    {
        get
        {
            if (_state == CircuitState.Open && clock() >= _openUntil)
                Change(CircuitState.Trial);
            return _state;
        }
    }

    /// <summary>Takes how a run ended: only a <see cref="Failure.IsBreakdown">breakdown</see> counts, whatever else comes shows that the stage works.</summary>
    public void Report(Failure? failure)
    {
        if (failure is not { IsBreakdown: true })
        {
            Breakdowns = 0;
            _nextOpen = options.Backoff;
            if (_state != CircuitState.Closed)
                Change(CircuitState.Closed);
            return;
        }

        Breakdowns++;
        if (_state == CircuitState.Trial || (_state == CircuitState.Closed && Breakdowns >= options.Failures))
            Open();
    }

    private void Open()
    {
        _openUntil = clock() + (long)(_nextOpen.TotalSeconds * ticksPerSecond);
        _nextOpen = _nextOpen * 2 > options.Limit ? options.Limit : _nextOpen * 2;
        _opened++;
        Change(CircuitState.Open);
    }

    private void Change(CircuitState state)
    {
        _state = state;
        onChange(state, Breakdowns, _opened);
    }
}

namespace Sor.DevServer.BootstrapProcess;

/// <summary>What a running <c>bootstrap</c> says. One call at a time; must return quickly.</summary>
internal interface IBootstrapObserver
{
    /// <summary>A line of STDOUT or STDERR: log.</summary>
    void OnLogLine(string line);

    /// <summary>A line of the descriptor in <c>SOR_EVENTS_FD</c>: a record of the engine, as JSON.</summary>
    void OnEngineRecord(string line);
}

namespace Sor.DevServer.Emulation;

/// <summary>Says that something has changed, until somebody has taken note. Several changes in between count once.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private TaskCompletionSource<string> _fired = NewSource();

    /// <summary>Complete while there is a change that nobody took.</summary>
    public Task Fired
    {
        get
        {
            lock (_gate)
                return _fired.Task;
        }
    }

    public void Set(string path)
    {
        lock (_gate)
            _ = _fired.TrySetResult(path);
    }

    /// <summary>Takes the change that has fired; which path was the first to change.</summary>
    public string Take()
    {
        lock (_gate)
        {
            var path = _fired.Task.IsCompletedSuccessfully ? _fired.Task.Result : "";
            _fired = NewSource();
            return path;
        }
    }

    private static TaskCompletionSource<string> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

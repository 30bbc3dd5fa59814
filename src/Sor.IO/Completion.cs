using System.Threading.Tasks.Sources;

namespace Sor.IO;

/// <summary>
/// An awaitable result for one waiter at a time, used again and again without allocating. The waiter continues inside
/// <see cref="Set"/>.
/// </summary>
public sealed class Completion<T> : IValueTaskSource<T>
{
    private ManualResetValueTaskSourceCore<T> _core;

    /// <summary>Whether somebody waits.</summary>
    public bool IsPending { get; private set; }

    public ValueTask<T> Begin()
    {
        if (IsPending)
            throw new InvalidOperationException("one operation at a time");
        IsPending = true;
        _core.Reset();
        return new ValueTask<T>(this, _core.Version);
    }

    public void Set(T result)
    {
        if (!IsPending)
            return;
        IsPending = false;
        _core.SetResult(result);
    }

    T IValueTaskSource<T>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}

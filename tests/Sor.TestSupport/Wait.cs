using System.Diagnostics;

namespace Sor.TestSupport;

/// <summary>Waits that end on a signal or a condition; the limit is only there so that a broken program fails its test instead of hanging it.</summary>
public static class Wait
{
    /// <summary>Far above anything that a healthy program needs on a busy machine.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(5);

    /// <summary>Waits for a task; when it takes too long, says what was waited for.</summary>
    public static async Task<T> ForAsync<T>(Task<T> task, string what, Func<string>? details = null)
    {
        try
        {
            return await task.WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"waited {Limit.TotalSeconds} s in vain for {what}{details?.Invoke()}");
        }
    }

    /// <summary>Waits until a condition holds that nothing signals, such as the state of another process.</summary>
    public static async Task UntilAsync(Func<bool> condition, Func<string> what)
    {
        var start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > Limit)
                throw new TimeoutException($"waited {Limit.TotalSeconds} s in vain: {what()}");
            await Task.Delay(s_pollInterval);
        }
    }
}

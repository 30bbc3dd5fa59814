using System.Diagnostics;

namespace Sor.Fuzz;

/// <summary>Ends the process when one execution does not: a thread cannot be stopped, but its input can be saved.</summary>
internal sealed class Watchdog : IDisposable
{
    // An execution takes microseconds.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly InputFiles _files;
    private readonly Timer _timer;
    private byte[] _input = [];
    private long _start;

    public Watchdog(InputFiles files)
    {
        _files = files;
        _timer = new Timer(Check, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Begin(byte[] input)
    {
        Volatile.Write(ref _input, input);
        Volatile.Write(ref _start, Stopwatch.GetTimestamp());
    }

    public void End() => Volatile.Write(ref _start, 0);

    public void Dispose() => _timer.Dispose();

    private void Check(object? state)
    {
        var start = Volatile.Read(ref _start);
        if (start == 0 || Stopwatch.GetElapsedTime(start) < s_limit)
            return;
        Console.WriteLine($"CRASH: no result after {s_limit.TotalSeconds} s; input saved as {_files.SaveCrash(Volatile.Read(ref _input))}");
        Environment.Exit(1);
    }
}

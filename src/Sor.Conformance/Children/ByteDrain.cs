using System.Diagnostics;
using System.Text;
using Sor.Native;

namespace Sor.Conformance.Children;

/// <summary>Reads a pipe on a thread of its own, so that a program never waits for us while we write to it.</summary>
internal sealed class ByteDrain : IDisposable
{
    /// <summary>What of one pipe is kept; more is read and forgotten.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    private const int TailBytes = 500;

    private readonly Lock _lock = new();
    private readonly AutoResetEvent _news = new(false);
    private readonly Descriptor _pipe;
    private readonly Thread _thread;
    private readonly MemoryStream _bytes = new();
    private volatile bool _isStopped;

    public ByteDrain(Descriptor pipe)
    {
        _pipe = pipe;
        _thread = new Thread(Drain) { IsBackground = true };
        _thread.Start();
    }

    public bool HasEnded { get; private set; }

    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _bytes.Length;
            }
        }
    }

    public byte[] ToArray()
    {
        lock (_lock)
        {
            return _bytes.ToArray();
        }
    }

    /// <summary>The bytes from <paramref name="start"/> to the next line feed, or null when it is not there in time. The end of the pipe ends the wait.</summary>
    public byte[]? WaitLine(int start, TimeSpan patience)
    {
        var clock = Stopwatch.StartNew();
        for (; ; )
        {
            // Asked before the look, so that nothing written before the end is missed.
            var ended = HasEnded;
            lock (_lock)
            {
                var all = _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length);
                var end = start > all.Length ? -1 : all[start..].IndexOf((byte)'\n');
                if (end >= 0)
                    return all.Slice(start, end).ToArray();
            }

            var left = patience - clock.Elapsed;
            if (ended || left <= TimeSpan.Zero)
                return null;
            _ = _news.WaitOne(left);
        }
    }

    /// <summary>Waits for the end of the pipe; what a child that was left behind holds open is not waited for long.</summary>
    public void WaitEnd(TimeSpan patience) => _ = _thread.Join(patience);

    /// <summary>The last line, for messages.</summary>
    public string Tail()
    {
        var text = Encoding.UTF8.GetString(ToArray()).TrimEnd('\n');
        var line = text[(text.LastIndexOf('\n') + 1)..];
        return line.Length > TailBytes ? line[..TailBytes] : line;
    }

    public void Dispose()
    {
        _isStopped = true;
        _thread.Join();
        _pipe.Dispose();
        _news.Dispose();
        _bytes.Dispose();
    }

    private void Drain()
    {
        var buffer = new byte[64 * 1024];
        while (!_isStopped)
        {
            if (!Descriptors.WaitReadable(_pipe, 50))
                continue;
            var count = Descriptors.Read(_pipe, buffer);
            if (count <= 0)
                break;
            lock (_lock)
            {
                _bytes.Write(buffer, 0, (int)Math.Min(count, Math.Max(0, MaxBytes - _bytes.Length)));
            }

            _ = _news.Set();
        }

        HasEnded = true;
        _ = _news.Set();
    }
}

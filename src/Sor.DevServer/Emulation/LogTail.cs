using System.Text;

namespace Sor.DevServer.Emulation;

/// <summary>The end of one invocation's log, as the Invoke API hands it out. May be called from several threads.</summary>
internal sealed class LogTail
{
    private const int MaxBytes = 4096;

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _lines = new();
    private int _size;

    public void Clear()
    {
        lock (_gate)
        {
            _lines.Clear();
            _size = 0;
        }
    }

    public void Add(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_gate)
        {
            _lines.Enqueue(bytes);
            _size += bytes.Length;
            while (_size - _lines.Peek().Length >= MaxBytes)
                _size -= _lines.Dequeue().Length;
        }
    }

    /// <summary>The last 4 KB, cut in the middle of a line if need be.</summary>
    public byte[] ToArray()
    {
        lock (_gate)
        {
            byte[] all = [.. _lines.SelectMany(line => line)];
            return all.Length > MaxBytes ? all[^MaxBytes..] : all;
        }
    }
}

using System.Text;

namespace Sor.Wasm.Guests;

/// <summary>Cuts STDERR into lines for the log.</summary>
internal sealed class LogLines(IGuestLog log)
{
    private byte[] _line = [];
    private int _count;
    private int _total;

    /// <summary>The last line with something in it; null: none. Quoted when the guest fails.</summary>
    internal string? Last { get; private set; }

    internal void Write(ReadOnlySpan<byte> data)
    {
        if (_total > GuestLimits.MaxLogBytes)
            return;
        _total += data.Length;
        if (_total > GuestLimits.MaxLogBytes)
        {
            End();
            log.Write($"more than {GuestLimits.MaxLogBytes} bytes of log in one call: the rest is left out");
            return;
        }

        foreach (var value in data)
        {
            if (value == '\n')
                End();
            else
                Add(value);
        }
    }

    /// <summary>Lets go of a line without an end.</summary>
    internal void End()
    {
        if (_count == 0)
            return;
        var text = Encoding.UTF8.GetString(_line, 0, _count);
        _count = 0;
        Last = text;
        log.Write(text);
    }

    private void Add(byte value)
    {
        if (_line.Length == 0)
            _line = new byte[GuestLimits.MaxLogLineBytes];
        _line[_count++] = value;
        if (_count == _line.Length)
            End();
    }
}

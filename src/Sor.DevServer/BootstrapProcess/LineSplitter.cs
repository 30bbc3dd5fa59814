using System.Buffers;
using System.Text;

namespace Sor.DevServer.BootstrapProcess;

/// <summary>Cuts a byte stream into lines; a line above the limit is cut there.</summary>
internal sealed class LineSplitter(int limitBytes, Action<string> onLine)
{
    private readonly ArrayBufferWriter<byte> _rest = new();

    public void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            var room = limitBytes - _rest.WrittenCount;
            if (end >= 0 && end <= room)
            {
                _rest.Write(bytes[..end]);
                bytes = bytes[(end + 1)..];
                Emit();
            }
            else if (bytes.Length >= room)
            {
                _rest.Write(bytes[..room]);
                bytes = bytes[room..];
                Emit();
            }
            else
            {
                _rest.Write(bytes);
                return;
            }
        }
    }

    /// <summary>Gives out what came after the last line's end.</summary>
    public void Flush()
    {
        if (_rest.WrittenCount > 0)
            Emit();
    }

    private void Emit()
    {
        var line = _rest.WrittenSpan;
        if (line.EndsWith("\r"u8))
            line = line[..^1];
        var text = Encoding.UTF8.GetString(line);
        _rest.ResetWrittenCount();
        onLine(text);
    }
}

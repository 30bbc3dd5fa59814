using Sor.Native;

namespace Sor.Processes;

/// <summary>
/// Where log lines of all processes go: our own STDOUT and STDERR, whole lines, bytes untouched. On a platform those two are
/// the function's log.
/// </summary>
public sealed class LogSink(Descriptor stdout, Descriptor stderr)
{
    // A reader that takes nothing for so long has gone; what it does not take is lost.
    private const int PatienceMs = 100;

    /// <summary>Writes bytes that a process wrote.</summary>
    public void Write(LogSource stream, ReadOnlySpan<byte> bytes)
    {
        var target = stream == LogSource.Stdout ? stdout : stderr;
        while (!bytes.IsEmpty)
        {
            var written = Descriptors.Write(target, bytes);
            if (written < 0 && (written != -ErrorNumber.WouldBlock || !Descriptors.WaitWritable(target, PatienceMs)))
                return;
            written = Math.Max(written, 0);
            bytes = bytes[written..];
        }
    }

    /// <summary>One line of the runtime's own.</summary>
    public void Say(string line) => Write(LogSource.Stderr, System.Text.Encoding.UTF8.GetBytes($"sor: {line}\n"));
}

/// <summary>Which of its two output streams a process wrote to.</summary>
public enum LogSource
{
    Stdout,
    Stderr,
}

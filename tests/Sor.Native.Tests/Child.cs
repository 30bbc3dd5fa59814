using System.Text;

namespace Sor.Native.Tests;

/// <summary>A real process of a test: what it wrote, how it ended.</summary>
internal sealed class Child : IDisposable
{
    // Only so that a broken test fails instead of hanging.
    private const int LimitMs = 45_000;

    private readonly SpawnTemplate _template;
    private readonly Descriptor _output;

    private Child(SpawnTemplate template, ReadOnlySpan<(Descriptor Source, int Target)> descriptors)
    {
        _template = template;
        (_output, var childOut) = Descriptors.Pipe(nonBlockingRead: false, nonBlockingWrite: false);
        using var nothing = Descriptors.TryOpen("/dev/null", OpenMode.Read, out _)!;
        try
        {
            Process = template.Start([(nothing, 0), (childOut, 1), .. descriptors]);
        }
        finally
        {
            childOut.Dispose();
        }
    }

    public ChildProcess Process { get; }

    /// <summary>Starts a shell script; <c>$1</c> and on are the arguments.</summary>
    public static Child Shell(string script, params ReadOnlySpan<(Descriptor Source, int Target)> descriptors) =>
        new(new SpawnTemplate("/bin/sh", ["sh", "-c", script], ["PATH=/usr/bin:/bin"], null), descriptors);

    public static Child Start(SpawnTemplate template) => new(template, []);

    /// <summary>The next bytes of its STDOUT, as text; empty at the end.</summary>
    public string Read()
    {
        var buffer = new byte[64 * 1024];
        var count = Descriptors.Read(_output, buffer);
        Assert.True(count >= 0);
        return Encoding.UTF8.GetString(buffer, 0, count);
    }

    /// <summary>All of its STDOUT, up to the end of it.</summary>
    public string ReadToEnd()
    {
        var text = new StringBuilder();
        while (Read() is { Length: > 0 } piece)
            text.Append(piece);
        return text.ToString();
    }

    public ExitStatus WaitForExit()
    {
        using var epoll = new Epoll();
        epoll.Add(Process.Exit, Readiness.Readable, 1);
        Assert.Equal(1, epoll.Wait(LimitMs));
        Assert.True(Process.TryReap());
        return Process.Status!.Value;
    }

    public void Dispose()
    {
        Process.KillGroup();
        _ = Process.Status ?? WaitForExit();
        Process.Dispose();
        _output.Dispose();
        _template.Dispose();
    }
}

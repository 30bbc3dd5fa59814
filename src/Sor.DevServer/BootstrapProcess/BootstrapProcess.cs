using Sor.Native;

namespace Sor.DevServer.BootstrapProcess;

/// <summary>
/// One running <c>bootstrap</c>: its logs and records are read by a thread of its own, which ends with the process. Ending
/// it ends everything that it started, also what outlived it.
/// </summary>
internal sealed class BootstrapProcess
{
    /// <summary>Number of the descriptor that <c>SOR_EVENTS_FD</c> names.</summary>
    public const int EventsDescriptor = 3;

    private const int LogLineLimit = 256 * 1024;
    private const int RecordLimit = 1024 * 1024;
    private const int ReadSize = 64 * 1024;
    private const int TokenExit = 3;

    private readonly ChildProcess _child;
    private readonly ProcessTree _tree;
    private readonly Source[] _sources;
    private readonly byte[] _buffer = new byte[ReadSize];
    private readonly Lock _reading = new();
    private readonly TaskCompletionSource<ExitStatus> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BootstrapProcess(ChildProcess child, ProcessTree tree, Source[] sources)
    {
        _child = child;
        _tree = tree;
        _sources = sources;
    }

    public int Pid => _child.Pid;

    /// <summary>Completes when the process has ended and everything it had written has been read.</summary>
    public Task<ExitStatus> Exited => _exited.Task;

    /// <summary>Starts the program. Throws <see cref="NativeException"/> when it cannot be executed.</summary>
    public static BootstrapProcess Start(BootstrapLaunch launch, string runtimeApiAddress, IBootstrapObserver observer)
    {
        var environment = launch.Environment
            .Append(new("AWS_LAMBDA_RUNTIME_API", runtimeApiAddress))
            .Append(new("SOR_EVENTS_FD", $"{EventsDescriptor}"))
            .Select(pair => $"{pair.Key}={pair.Value}");
        using var program = new SpawnTemplate(launch.Path, launch.Arguments, [.. environment], launch.Directory);
        var (outRead, outWrite) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
        var (errorRead, errorWrite) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
        var (eventsRead, eventsWrite) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
        using var input = Descriptors.TryOpen("/dev/null", OpenMode.Read, out _);
        try
        {
            var child = program.Start([(input!, 0), (outWrite, 1), (errorWrite, 2), (eventsWrite, EventsDescriptor)]);
            Source[] sources =
            [
                new(outRead, new LineSplitter(LogLineLimit, observer.OnLogLine), IsLog: true),
                new(errorRead, new LineSplitter(LogLineLimit, observer.OnLogLine), IsLog: true),
                new(eventsRead, new LineSplitter(RecordLimit, observer.OnEngineRecord), IsLog: false),
            ];
            var process = new BootstrapProcess(child, new ProcessTree(child.Pid, runtimeApiAddress), sources);
            new Thread(process.Run) { IsBackground = true, Name = $"bootstrap {child.Pid}" }.Start();
            return process;
        }
        catch
        {
            outRead.Dispose();
            errorRead.Dispose();
            eventsRead.Dispose();
            throw;
        }
        finally
        {
            outWrite.Dispose();
            errorWrite.Dispose();
            eventsWrite.Dispose();
        }
    }

    /// <summary>Reads everything that has been written so far: what a call logged is then known before its answer goes out.</summary>
    public void Drain()
    {
        lock (_reading)
        {
            foreach (var source in _sources)
                _ = ReadAll(source);
        }
    }

    /// <summary>Reads like <see cref="Drain"/> and takes an unfinished line of log as a line: an invocation's log ends with it.</summary>
    public void EndLog()
    {
        lock (_reading)
        {
            foreach (var source in _sources)
                _ = ReadAll(source);
            foreach (var source in _sources.Where(source => source.IsLog))
                source.Lines.Flush();
        }
    }

    /// <summary>Memory of the process and its children at their largest, in bytes.</summary>
    public long PeakMemoryBytes() => _tree.PeakMemoryBytes();

    /// <summary>Ends the process: politely first, unless no grace is given, then with everything that belongs to it.</summary>
    public async Task<ExitStatus> StopAsync(TimeSpan grace)
    {
        if (grace > TimeSpan.Zero && !Exited.IsCompleted)
        {
            _ = Signals.Send(Pid, Signals.Terminate);
            _ = await Task.WhenAny(Exited, Task.Delay(grace));
        }

        _tree.Kill(rootAlive: !Exited.IsCompleted);
        return await Exited;
    }

    private void Run()
    {
        using (var epoll = new Epoll())
        {
            for (var token = 0; token < _sources.Length; token++)
                epoll.Add(_sources[token].Descriptor, Readiness.Readable, token);
            epoll.Add(_child.Exit, Readiness.Readable, TokenExit);
            while (!TurnOnce(epoll))
            {
            }
        }

        Drain();
        lock (_reading)
        {
            foreach (var source in _sources)
            {
                source.Lines.Flush();
                source.Descriptor.Dispose();
            }
        }

        _child.Dispose();
        _exited.SetResult(_child.Status!.Value);
    }

    // True when the process has ended.
    private bool TurnOnce(Epoll epoll)
    {
        var ended = false;
        var count = epoll.Wait(-1);
        for (var i = 0; i < count; i++)
        {
            var (_, token) = epoll.Item(i);
            if (token == TokenExit)
            {
                ended = _child.TryReap();
                continue;
            }

            lock (_reading)
            {
                if (!ReadAll(_sources[token]))
                    epoll.Remove(_sources[token].Descriptor);
            }
        }

        return ended;
    }

    // False at the end of the pipe.
    private bool ReadAll(Source source)
    {
        while (source.Descriptor.IsOpen)
        {
            var size = Descriptors.Read(source.Descriptor, _buffer);
            if (size == -ErrorNumber.WouldBlock)
                return true;
            if (size <= 0)
                return false;
            source.Lines.Add(_buffer.AsSpan(0, size));
        }

        return false;
    }

    private sealed record Source(Descriptor Descriptor, LineSplitter Lines, bool IsLog);
}

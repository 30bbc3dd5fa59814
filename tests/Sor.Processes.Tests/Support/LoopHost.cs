using Sor.IO;
using Sor.Native;
using Sor.Protocol;

namespace Sor.Processes.Tests;

/// <summary>
/// What programs under test live in: an event loop, a folder, a log in two files. A limit ends the loop, so that a broken program fails its test
/// instead of hanging it.
/// </summary>
internal sealed class LoopHost : IDisposable
{
    private const int LimitStatus = -1;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(5);

    private readonly TemporaryFolder _folder = new();
    private readonly Descriptor _stdout;
    private readonly Descriptor _stderr;

    internal LoopHost()
    {
        Loop = new EventLoop();
        new LoopTimer(Loop, () => Loop.Stop(LimitStatus)).ArmAfter(s_limit);
        _folder.Write("stdout", "");
        _folder.Write("stderr", "");
        _stdout = Descriptors.TryOpen(_folder["stdout"], OpenMode.Write, out _)!;
        _stderr = Descriptors.TryOpen(_folder["stderr"], OpenMode.Write, out _)!;
        Host = new StageHost
        {
            Loop = Loop,
            Log = new LogSink(_stdout, _stderr),
            Environment = new ChildEnvironment([new("PATH", "/usr/bin:/bin"), new("SOR_TEST", _folder.Path)]),
            Function = new FunctionIdentity { Name = "under-test" },
            StandbyBudget = new StandbyBudget(null),
            OnRestart = (stage, reason) => Restarts.Add($"{stage}: {reason}"),
            OnDroppedFrame = DroppedFrames.Add,
            Directory = _folder.Path,
        };
    }

    internal EventLoop Loop { get; }

    internal StageHost Host { get; }

    /// <summary>Lost processes that were replaced, as <c>STAGE: REASON</c>.</summary>
    internal List<string> Restarts { get; } = [];

    /// <summary>Path of a file in the folder that programs run in.</summary>
    internal string this[string relative] => _folder[relative];

    /// <summary>Frames that belonged to no event under way, by the name of their worker.</summary>
    internal List<string> DroppedFrames { get; } = [];

    /// <summary>Living processes of the programs under test.</summary>
    internal IReadOnlyList<int> Processes => ProcessTable.Marked($"SOR_TEST={_folder.Path}");

    /// <summary>What programs have written to STDERR so far.</summary>
    internal string Log => File.ReadAllText(_folder["stderr"]);

    /// <summary>Writes a program; its path.</summary>
    internal string Program(string name, string content)
    {
        _folder.WriteExecutable(name, content);
        return _folder[name];
    }

    /// <summary>Runs a test on the loop.</summary>
    internal void Run(Func<Task> test) => Assert.True(Loop.Run(FinishAsync(test)) != LimitStatus, "the loop was still running at the limit");

    /// <summary>Waits, on the loop, until a condition holds that nothing signals.</summary>
    internal async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            var tick = new Completion<bool>();
            var wait = tick.Begin();
            new LoopTimer(Loop, () => tick.Set(true)).ArmAfter(s_pollInterval);
            _ = await wait;
        }
    }

    public void Dispose()
    {
        _stdout.Dispose();
        _stderr.Dispose();
        Loop.Dispose();
        _folder.Dispose();
    }

    private static async Task<int> FinishAsync(Func<Task> test)
    {
        await test();
        return 0;
    }
}

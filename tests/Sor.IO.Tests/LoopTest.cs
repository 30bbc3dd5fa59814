using Sor.Native;

namespace Sor.IO.Tests;

/// <summary>A loop for one test; a limit ends it, so that a broken test fails instead of hanging.</summary>
public abstract class LoopTest : IDisposable
{
    private const int LimitStatus = -1;
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(45);

    private readonly List<IDisposable> _descriptors = [];

    protected LoopTest()
    {
        Loop = new EventLoop();
        new LoopTimer(Loop, () => Loop.Stop(LimitStatus)).ArmAfter(s_limit);
    }

    protected EventLoop Loop { get; }

    public void Dispose()
    {
        foreach (var descriptor in _descriptors)
            descriptor.Dispose();
        Loop.Dispose();
        GC.SuppressFinalize(this);
    }

    protected void Run(Func<Task> test) => Assert.True(Loop.Run(FinishAsync(test)) != LimitStatus, "the loop was still running at the limit");

    /// <summary>A pipe that is closed with the test.</summary>
    protected (Descriptor Read, Descriptor Write) Pipe()
    {
        var (read, write) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: true);
        _descriptors.Add(read);
        _descriptors.Add(write);
        return (read, write);
    }

    private static async Task<int> FinishAsync(Func<Task> test)
    {
        await test();
        return 0;
    }

    /// <summary>Reads what is there and calls the test.</summary>
    protected sealed class Handler(Descriptor read, Action<Readiness> onReady) : IReadyHandler
    {
        public void OnReady(Readiness readiness)
        {
            _ = Descriptors.Read(read, new byte[100]);
            onReady(readiness);
        }
    }
}

namespace Sor.Native.Tests;

public sealed class EpollTests
{
    private const int LimitMs = 45_000;

    [Fact]
    public void Tells_who_is_ready_for_what()
    {
        using var epoll = new Epoll();
        var (ours, theirs) = Sockets.Pair();
        using (ours)
        using (theirs)
        {
            epoll.Add(ours, Readiness.Readable, 0x7FFF_FFFF_FFFF_FFFF);
            Assert.Equal(0, epoll.Wait(0));

            _ = Descriptors.Write(theirs, "x"u8);
            Assert.Equal(1, epoll.Wait(LimitMs));
            Assert.Equal((Readiness.Readable, 0x7FFF_FFFF_FFFF_FFFF), epoll.Item(0));

            epoll.Change(ours, Readiness.Readable | Readiness.Writable, -2);
            Assert.Equal(1, epoll.Wait(LimitMs));
            Assert.Equal((Readiness.Readable | Readiness.Writable, -2), epoll.Item(0));

            epoll.Remove(ours);
            Assert.Equal(0, epoll.Wait(0));
        }
    }

    [Fact]
    public void Tells_when_the_other_side_is_gone()
    {
        using var epoll = new Epoll();
        var (ours, theirs) = Sockets.Pair();
        using (ours)
        {
            epoll.Add(ours, Readiness.None, 1);
            theirs.Dispose();

            Assert.Equal(1, epoll.Wait(LimitMs));
            Assert.True((epoll.Item(0).Readiness & Readiness.HangUp) != 0);
        }
    }

    [Fact]
    public void More_than_fit_into_one_turn_come_in_the_next()
    {
        using var epoll = new Epoll();
        var pipes = Enumerable.Range(0, 50).Select(static _ => Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: true)).ToArray();
        var seen = new HashSet<long>();
        for (var i = 0; i < pipes.Length; i++)
        {
            epoll.Add(pipes[i].Read, Readiness.Readable, i);
            _ = Descriptors.Write(pipes[i].Write, "x"u8);
        }

        while (epoll.Wait(0) is var count and > 0)
        {
            for (var i = 0; i < count; i++)
            {
                var token = epoll.Item(i).Token;
                seen.Add(token);
                epoll.Remove(pipes[token].Read);
            }
        }

        Assert.Equal(50, seen.Count);
        foreach (var (read, write) in pipes)
        {
            read.Dispose();
            write.Dispose();
        }
    }

    [Fact]
    public void A_closed_descriptor_cannot_be_added()
    {
        using var epoll = new Epoll();
        var file = Descriptors.MemoryFile("x"u8);
        file.Dispose();

        Assert.Equal(ErrorNumber.BadDescriptor, Assert.Throws<NativeException>(() => epoll.Add(file, Readiness.Readable, 1)).Number);
    }
}

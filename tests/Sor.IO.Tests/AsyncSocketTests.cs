using System.Text;
using Sor.Native;

namespace Sor.IO.Tests;

public sealed class AsyncSocketTests : LoopTest
{
    [Fact]
    public void Reads_what_is_already_there()
    {
        var (socket, peer) = Pair();
        _ = Sockets.Send(peer, "hello"u8, default);

        Run(async () => Assert.Equal("hello", await ReadTextAsync(socket)));
    }

    [Fact]
    public void Waits_for_what_is_not_there_yet()
    {
        var (socket, peer) = Pair();
        Run(async () =>
        {
            var reading = ReadTextAsync(socket);
            Assert.False(reading.IsCompleted);
            _ = Sockets.Send(peer, "late"u8, default);

            Assert.Equal("late", await reading);
        });
    }

    [Fact]
    public void Tells_the_end_again_and_again()
    {
        var (socket, peer) = Pair();
        _ = Sockets.Send(peer, "last"u8, default);
        peer.Dispose();

        Run(async () =>
        {
            Assert.Equal("last", await ReadTextAsync(socket));
            Assert.Equal("", await ReadTextAsync(socket));
            Assert.Equal("", await ReadTextAsync(socket));
        });
    }

    [Fact]
    public void Two_pieces_arrive_as_one()
    {
        var (socket, peer) = Pair();
        Run(async () => Assert.Equal(0, await socket.WriteAsync("head "u8.ToArray(), "body"u8.ToArray())));

        var buffer = new byte[100];
        Assert.Equal("head body", Encoding.ASCII.GetString(buffer, 0, Sockets.Receive(peer, buffer, patiently: false)));
    }

    [Fact]
    public void Nothing_to_write_is_no_fault()
    {
        var (socket, _) = Pair();

        Run(async () => Assert.Equal(0, await socket.WriteAsync(default, default)));
    }

    [Fact]
    public async Task Both_sides_may_write_more_than_the_channel_holds()
    {
        var (socket, peer) = Pair();
        var toPeer = RandomBytes(3 << 20, 1);
        var toSocket = RandomBytes(3 << 20, 2);

        // The peer is a child's end: it blocks, on threads of its own.
        var peerWriting = Task.Run(() => WriteAll(peer, toSocket));
        var peerReading = Task.Run(() => ReadExactly(peer, toPeer.Length));
        byte[] received = [];
        Run(async () =>
        {
            var writing = socket.WriteAsync(toPeer.AsMemory(0, 100), toPeer.AsMemory(100));
            received = await ReadExactlyAsync(socket, toSocket.Length);
            Assert.Equal(0, await writing);
        });

        await peerWriting;
        Assert.Equal(toSocket, received);
        Assert.Equal(toPeer, await peerReading);
    }

    [Fact]
    public void Writing_to_a_closed_peer_is_an_error()
    {
        var (socket, peer) = Pair();
        peer.Dispose();

        Run(async () => Assert.Equal(-ErrorNumber.BrokenPipe, await socket.WriteAsync("x"u8.ToArray(), default)));
    }

    [Fact]
    public void A_peer_that_goes_away_in_the_middle_ends_the_write()
    {
        var (socket, peer) = Pair();
        Run(async () =>
        {
            var writing = socket.WriteAsync(new byte[8 << 20], default);
            Assert.False(writing.IsCompleted);
            peer.Dispose();

            Assert.True(await writing < 0);
        });
    }

    [Fact]
    public void Closing_it_sets_whoever_waits_free()
    {
        var (socket, _) = Pair();
        Run(async () =>
        {
            var reading = socket.ReadAsync(new byte[10]);
            socket.Dispose();
            socket.Dispose();

            Assert.Equal(-ErrorNumber.BadDescriptor, await reading);
            Assert.Equal(-ErrorNumber.BadDescriptor, await socket.ReadAsync(new byte[10]));
            Assert.Equal(-ErrorNumber.BadDescriptor, await socket.WriteAsync("x"u8.ToArray(), default));
        });
    }

    [Fact]
    public void Bytes_that_nobody_waits_for_yet_do_not_keep_the_loop_busy()
    {
        var (socket, peer) = Pair();
        _ = Sockets.Send(peer, "early"u8, default);
        var (read, write) = Pipe();
        var turn = new Completion<bool>();
        Loop.Watch(read, Readiness.Readable, new Handler(read, _ => turn.Set(true)));

        Run(async () =>
        {
            // Two turns, so that the loop has seen the bytes and may have taken its interest back.
            _ = await Loop.TurnAsync();
            _ = await Loop.TurnAsync();
            _ = Descriptors.Write(write, "x"u8);
            _ = await turn.Begin();

            Assert.Equal("early", await ReadTextAsync(socket));
        });
    }

    private (AsyncSocket Socket, Descriptor Peer) Pair()
    {
        var (ours, theirs) = Sockets.Pair();
        return (new AsyncSocket(Loop, ours), theirs);
    }

    private static byte[] RandomBytes(int count, int seed)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static async Task<string> ReadTextAsync(AsyncSocket socket)
    {
        var buffer = new byte[100];
        var count = await socket.ReadAsync(buffer);
        Assert.True(count >= 0);
        return Encoding.ASCII.GetString(buffer, 0, count);
    }

    private static void WriteAll(Descriptor to, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var count = Descriptors.Write(to, bytes);
            Assert.True(count > 0);
            bytes = bytes[count..];
        }
    }

    private static byte[] ReadExactly(Descriptor from, int length)
    {
        var bytes = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            var count = Descriptors.Read(from, bytes.AsSpan(filled));
            Assert.True(count > 0);
            filled += count;
        }

        return bytes;
    }

    private static async Task<byte[]> ReadExactlyAsync(AsyncSocket socket, int length)
    {
        var bytes = new byte[length];
        var filled = 0;
        while (filled < length)
        {
            var count = await socket.ReadAsync(bytes.AsMemory(filled));
            Assert.True(count > 0);
            filled += count;
        }

        return bytes;
    }
}

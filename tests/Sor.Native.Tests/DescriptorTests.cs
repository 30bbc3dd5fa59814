using System.Text;

namespace Sor.Native.Tests;

public sealed class DescriptorTests
{
    [Fact]
    public void A_pipe_carries_bytes_and_tells_its_end()
    {
        var (read, write) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: false);
        using (read)
        {
            Assert.Equal(-ErrorNumber.WouldBlock, Descriptors.Read(read, new byte[10]));
            Assert.Equal(5, Descriptors.Write(write, "hello"u8));
            Assert.Equal("hello", ReadText(read));
            write.Dispose();

            Assert.Equal(0, Descriptors.Read(read, new byte[10]));
        }
    }

    [Fact]
    public void A_full_pipe_would_block_and_a_larger_one_takes_more()
    {
        var (read, write) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: true);
        using (read)
        using (write)
        {
            var small = Fill(write);
            Descriptors.EnlargePipe(write, 256 * 1024);

            Assert.Equal(64 * 1024, small);
            Assert.True(Fill(write) > 0);
        }
    }

    [Fact]
    public void Writing_where_nobody_reads_is_an_error_and_no_signal()
    {
        var (read, write) = Descriptors.Pipe(nonBlockingRead: true, nonBlockingWrite: true);
        read.Dispose();
        using (write)
        {
            Assert.Equal(-ErrorNumber.BrokenPipe, Descriptors.Write(write, "x"u8));
        }
    }

    [Fact]
    public void A_socket_pair_carries_two_pieces_as_one()
    {
        var (ours, theirs) = Sockets.Pair();
        using (ours)
        using (theirs)
        {
            Assert.Equal(5, Sockets.Send(ours, "he"u8, "llo"u8));
            Assert.Equal("hello", ReadText(theirs));
            Assert.Equal(3, Sockets.Send(theirs, "abc"u8, default));
            Assert.Equal("abc", ReadText(ours));
            Assert.Equal(-ErrorNumber.WouldBlock, Descriptors.Read(ours, new byte[1]));
        }
    }

    [Fact]
    public void Sending_to_a_closed_peer_is_an_error_and_no_signal()
    {
        var (ours, theirs) = Sockets.Pair();
        theirs.Dispose();
        using (ours)
        {
            Assert.Equal(-ErrorNumber.BrokenPipe, Sockets.Send(ours, "x"u8, "y"u8));
            Assert.Equal(0, Descriptors.Read(ours, new byte[1]));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(300_000)]
    public void A_memory_file_is_read_from_its_start(int size)
    {
        var content = new byte[size];
        new Random(1).NextBytes(content);

        using var file = Descriptors.MemoryFile(content);
        var back = new byte[size + 1];
        var filled = 0;
        while (Descriptors.Read(file, back.AsSpan(filled)) is var count and > 0)
            filled += count;

        Assert.Equal(content, back[..filled]);
    }

    [Fact]
    public void A_path_that_cannot_be_opened_tells_why()
    {
        Assert.Null(Descriptors.TryOpen("/no/such/file", OpenMode.Read, out var missing));
        Assert.Null(Descriptors.TryOpen("/", OpenMode.Write, out var folder));
        using var file = Descriptors.TryOpen("/dev/null", OpenMode.Write, out var none);

        Assert.Equal((ErrorNumber.NoEntry, 21, 0), (missing, folder, none));
        Assert.True(file!.IsOpen);
    }

    [Fact]
    public void A_closed_descriptor_knows_it()
    {
        var file = Descriptors.MemoryFile("x"u8);
        file.Dispose();
        file.Dispose();

        Assert.False(file.IsOpen);
        Assert.Equal(-ErrorNumber.BadDescriptor, Descriptors.Read(file, new byte[1]));
    }

    [Fact]
    public void A_fifo_connects_a_reader_that_came_first_with_a_writer()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Assert.Equal(0, Files.MakeFifo(path));
        Assert.Equal(ErrorNumber.Exists, Files.MakeFifo(path));
        try
        {
            Assert.Null(Descriptors.TryOpen(path, OpenMode.WriteNonBlocking, out var error));
            Assert.Equal(ErrorNumber.NoSuchDeviceOrAddress, error);
            using var read = Descriptors.TryOpen(path, OpenMode.ReadNonBlocking, out _)!;
            using var write = Descriptors.TryOpen(path, OpenMode.WriteNonBlocking, out _)!;
            Assert.Equal(2, Descriptors.Write(write, "hi"u8));
            Assert.Equal("hi", ReadText(read));
        }
        finally
        {
            Files.Remove(path);
        }

        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("/bin/sh", 0)]
    [InlineData("/etc/passwd", ErrorNumber.NotPermitted)]
    [InlineData("/no/such/file", ErrorNumber.NoEntry)]
    public void Whether_a_file_may_be_executed_is_known_before(string path, int error) => Assert.Equal(error, Files.CheckExecutable(path));

    private static int Fill(Descriptor write)
    {
        var total = 0;
        while (Descriptors.Write(write, new byte[4096]) is var count and > 0)
            total += count;
        return total;
    }

    private static string ReadText(Descriptor from)
    {
        var buffer = new byte[100];
        return Encoding.UTF8.GetString(buffer, 0, Descriptors.Read(from, buffer));
    }
}

using System.Text;
using CsCheck;

namespace Sor.RuntimeApi.Tests;

public sealed class SplitTests
{
    public static TheoryData<string> Responses =>
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nT: u\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: y\r\n\r\nhello\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 200 OK\r\nBad header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello!\r\n0\r\n\r\n",
    ];

    [Theory]
    [MemberData(nameof(Responses))]
    public void Cut_at_every_place_it_reads_the_same(string response)
    {
        var bytes = Encoding.Latin1.GetBytes(response);
        var whole = Read(bytes, bytes.Length);

        for (var cut = 1; cut < bytes.Length; cut++)
            Assert.Equal(whole, Read(bytes, cut, bytes.Length - cut));
    }

    [Theory]
    [MemberData(nameof(Responses))]
    public void Byte_by_byte_it_reads_the_same(string response)
    {
        var bytes = Encoding.Latin1.GetBytes(response);

        Assert.Equal(Read(bytes, bytes.Length), Read(bytes, 1));
    }

    [Fact]
    public void Any_chunking_in_any_pieces_gives_the_body_back() =>
        Gen.Select(Gen.Byte.Array[1, 3000].Array[0, 8], Gen.Int[1, 5000].Array[1, 6]).Sample(static (chunks, sizes) =>
        {
            using var bytes = new MemoryStream();
            bytes.Write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8);
            foreach (var chunk in chunks)
            {
                bytes.Write(Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"));
                bytes.Write(chunk);
                bytes.Write("\r\n"u8);
            }

            bytes.Write("0\r\n\r\n"u8);
            var feed = new ResponseFeed();

            feed.GiveInPieces(bytes.ToArray(), sizes);

            Assert.Equal(HttpReadState.Complete, feed.State);
            Assert.Equal(chunks.SelectMany(static chunk => chunk), feed.Reader.Body.ToArray());
        }, iter: 500);

    private static string Read(byte[] bytes, params ReadOnlySpan<int> sizes)
    {
        var feed = new ResponseFeed();
        feed.GiveInPieces(bytes, sizes);
        feed.End();
        return feed.Summary;
    }
}

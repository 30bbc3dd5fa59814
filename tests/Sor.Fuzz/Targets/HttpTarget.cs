using System.Globalization;
using System.Text;
using Sor.RuntimeApi;

namespace Sor.Fuzz;

/// <summary>The reader of the Runtime API's responses.</summary>
internal sealed class HttpTarget : IFuzzTarget
{
    private static readonly byte[] s_previous = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: 1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"u8.ToArray();

    private readonly HttpResponseReader _used = new();
    private readonly InvocationBuffers _buffers = new();

    public string Name => "http";

    public IReadOnlyList<byte[]> Dictionary { get; } = [.. ((string[])
    [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.0 ", "HTTP/1.1 ", "100 Continue", "204", "304", "\r\n", "\r\n\r\n", "\n", "\r", ": ", ":", " ", "\t", "\0",
        "Content-Length: ", "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: ", "Connection: close\r\n", "keep-alive", "chunked", "gzip",
        "0\r\n\r\n", "1\r\na\r\n", "ff", "7fffffff", ";a=b", "Lambda-Runtime-Aws-Request-Id: ", "Lambda-Runtime-Deadline-Ms: ",
    ]).Select(Property.Utf8)];

    public IReadOnlyList<byte[]> Seeds { get; } = [.. ((string[])
    [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nLambda-Runtime-Aws-Request-Id: r\r\n\r\nhello",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nX: y\r\n\r\n5;a=b\r\nhello\r\n1\r\n!\r\n0\r\nT: u\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        "HTTP/1.0 200 OK\r\n\r\nuntil the end",
        "HTTP/1.1 204 No Content\r\n\r\n",
    ]).Select(Property.Utf8)];

    public void Execute(byte[] input)
    {
        var random = Pieces.RandomOf(input);
        var (slow, consumed) = Read(new HttpResponseReader(), input, static (_, _) => 1);
        var (fast, _) = Read(new HttpResponseReader(), input, static (_, rest) => rest);
        _ = Read(_used, s_previous, static (_, rest) => rest);
        var (again, _) = Read(_used, input, (_, rest) => Pieces.Next(random, rest));

        // Bytes behind the response make the connection unusable, if they have come by then: that alone depends on the pieces.
        if (consumed < input.Length)
            (slow, fast, again) = (slow with { KeepAlive = false }, fast with { KeepAlive = false }, again with { KeepAlive = false });
        Property.Same(slow.ToString(), fast.ToString(), "byte by byte and at once differ");
        Property.Same(slow.ToString(), again.ToString(), "byte by byte and in pieces with a used reader differ");
    }

    /// <summary>The result, and how many bytes it took.</summary>
    private (Response Response, int Consumed) Read(HttpResponseReader reader, byte[] input, Func<int, int, int> sizeOfPiece)
    {
        reader.Begin(_buffers);
        var state = HttpReadState.NeedMore;
        var at = 0;
        var end = 0;
        while (at < input.Length && state == HttpReadState.NeedMore)
        {
            if (at == end)
                end = at + sizeOfPiece(at, input.Length - at);
            var space = reader.FreeSpace.Span;
            Property.Holds(space.Length > 0, "more is needed, and there is no room for it");
            var count = Math.Min(space.Length, end - at);
            input.AsSpan(at, count).CopyTo(space);
            state = reader.Advance(count);
            at += count;
        }

        if (state == HttpReadState.NeedMore)
            state = reader.End();
        Property.Holds(state != HttpReadState.NeedMore, "a connection that has ended still needs more");
        Property.Holds(state != HttpReadState.Broken || (reader.Problem is not null && !reader.KeepAlive), "a broken response has no reason, or its connection goes on");
        var response = state == HttpReadState.Broken ? new Response(reader.Problem!, 0, false, "", "") : new Response(
            "", reader.Status, reader.KeepAlive, Encoding.Latin1.GetString(reader.Header("Lambda-Runtime-Aws-Request-Id"u8)), Convert.ToHexString(reader.Body.Span));
        _buffers.Release();
        return (response, at);
    }

    private sealed record Response(string Problem, int Status, bool KeepAlive, string Id, string Body)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Problem} {Status} {KeepAlive} {Id} {Body}");
    }
}

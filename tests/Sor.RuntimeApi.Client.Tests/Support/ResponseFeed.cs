using System.Text;

namespace Sor.RuntimeApi.Tests;

/// <summary>Feeds a reader one response in pieces.</summary>
internal sealed class ResponseFeed
{
    private readonly InvocationBuffers _buffers = new();

    public ResponseFeed(HttpResponseReader? reader = null)
    {
        Reader = reader ?? new HttpResponseReader();
        Reader.Begin(_buffers);
    }

    public HttpResponseReader Reader { get; }

    public HttpReadState State { get; private set; } = HttpReadState.NeedMore;

    /// <summary>Bytes that the reader did not want any more.</summary>
    public int Left { get; private set; }

    public string Body => Encoding.Latin1.GetString(Reader.Body.Span);

    public string Header(string name) => Encoding.UTF8.GetString(Reader.Header(Encoding.ASCII.GetBytes(name)));

    /// <summary>Status, connection, headers of interest and body: what must be the same however the bytes came.</summary>
    public string Summary => State == HttpReadState.Broken ? "broken" : $"{State} {Reader.Status} keep={Reader.KeepAlive} x={Header("x")} {Body}";

    /// <summary>Reads a whole response at once.</summary>
    public static ResponseFeed Read(string response)
    {
        var feed = new ResponseFeed();
        feed.Give(response);
        return feed;
    }

    public void Give(string text) => Give(Encoding.Latin1.GetBytes(text));

    public void Give(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && State == HttpReadState.NeedMore)
        {
            var space = Reader.FreeSpace.Span;
            Assert.NotEqual(0, space.Length);
            var count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            State = Reader.Advance(count);
            bytes = bytes[count..];
        }

        Left = bytes.Length;
    }

    public void GiveInPieces(ReadOnlySpan<byte> bytes, params ReadOnlySpan<int> sizes)
    {
        for (var i = 0; !bytes.IsEmpty && State == HttpReadState.NeedMore; i++)
        {
            var size = Math.Min(bytes.Length, sizes[Math.Min(i, sizes.Length - 1)]);
            Give(bytes[..size]);
            bytes = bytes[size..];
        }
    }

    /// <summary>The connection ends.</summary>
    public void End()
    {
        if (State == HttpReadState.NeedMore)
            State = Reader.End();
    }
}

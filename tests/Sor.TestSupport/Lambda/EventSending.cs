using System.Globalization;
using System.Text;

namespace Sor.TestSupport;

/// <summary>A way of putting an event on the wire, also the wicked ones.</summary>
public sealed class EventSending
{
    private readonly Func<ApiConnection, string, byte[], Task> _send;

    private EventSending(bool delivers, Func<ApiConnection, string, byte[], Task> send)
    {
        Delivers = delivers;
        _send = send;
    }

    /// <summary>With a content length, at once.</summary>
    public static EventSending Whole { get; } = new(true, (connection, head, body) => connection.SendAsync(WithLength(head, body)));

    /// <summary>With a content length, a single byte in each packet.</summary>
    public static EventSending OneByteAtATime { get; } = new(true, (connection, head, body) => SendBytesAsync(connection, WithLength(head, body)));

    /// <summary>In chunks, a single byte in each packet.</summary>
    public static EventSending ChunkedOneByteAtATime { get; } = new(true, (connection, head, body) => SendBytesAsync(connection, InChunks(head, body, 3)));

    /// <summary>Neither a length nor chunks: the body ends with the connection.</summary>
    public static EventSending UntilClose { get; } = new(true, async (connection, head, body) =>
    {
        await connection.SendAsync(head + "\r\n");
        await connection.SendAsync(body);
        connection.Drop();
    });

    /// <summary>Delivers, says <c>Connection: close</c> and closes.</summary>
    public static EventSending ThenClose { get; } = new(true, async (connection, head, body) =>
    {
        await connection.SendAsync(WithLength(head + "Connection: close\r\n", body));
        connection.Drop();
    });

    /// <summary>Delivers and then closes without a word.</summary>
    public static EventSending ThenDrop { get; } = new(true, async (connection, head, body) =>
    {
        await connection.SendAsync(WithLength(head, body));
        connection.Drop();
    });

    /// <summary>An interim response (1xx) before the event.</summary>
    public static EventSending AfterInterimResponse { get; } = new(true, async (connection, head, body) =>
    {
        await connection.SendAsync("HTTP/1.1 102 Processing\r\nA: b\r\n\r\n");
        await connection.SendAsync(WithLength(head, body));
    });

    /// <summary>Closes the connection before any byte of an answer.</summary>
    public static EventSending DropBeforeAnyByte { get; } = new(false, (connection, _, _) =>
    {
        connection.Drop();
        return Task.CompletedTask;
    });

    /// <summary>Resets the connection before any byte of an answer.</summary>
    public static EventSending ResetBeforeAnyByte { get; } = new(false, (connection, _, _) =>
    {
        connection.Reset();
        return Task.CompletedTask;
    });

    /// <summary>In chunks of a size.</summary>
    public static EventSending Chunked(int size) => new(true, (connection, head, body) => connection.SendAsync(InChunks(head, body, size)));

    /// <summary>Closes the connection in the middle of the head.</summary>
    public static EventSending DropInHead { get; } = new(false, async (connection, head, _) =>
    {
        await connection.SendAsync(head[..(head.Length / 2)]);
        connection.Drop();
    });

    /// <summary>Closes the connection in the middle of a body that has a content length.</summary>
    public static EventSending DropInBody { get; } = new(false, async (connection, head, body) =>
    {
        var all = WithLength(head, body);
        await connection.SendAsync(all.AsMemory(0, all.Length - (body.Length / 2)));
        connection.Drop();
    });

    /// <summary>Closes the connection between two chunks.</summary>
    public static EventSending DropInChunks { get; } = new(false, async (connection, head, body) =>
    {
        var all = InChunks(head, body, Math.Max(1, body.Length / 3));
        await connection.SendAsync(all.AsMemory(0, all.Length - (body.Length / 2)));
        connection.Drop();
    });

    /// <summary>Bytes that are no HTTP response.</summary>
    public static EventSending Raw(string bytes) => new(false, (connection, _, _) => connection.SendAsync(bytes));

    /// <summary>Whether a complete event reaches the runtime.</summary>
    internal bool Delivers { get; }

    internal Task SendAsync(ApiConnection connection, string head, byte[] body) => _send(connection, head, body);

    private static byte[] WithLength(string head, byte[] body) =>
        [.. Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}Content-Length: {body.Length}\r\n\r\n")), .. body];

    private static byte[] InChunks(string head, byte[] body, int size)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.Latin1.GetBytes(head + "Transfer-Encoding: chunked\r\n\r\n"));
        foreach (var chunk in body.Chunk(size))
        {
            bytes.Write(Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{chunk.Length:x}\r\n")));
            bytes.Write(chunk);
            bytes.Write("\r\n"u8);
        }

        bytes.Write("0\r\n\r\n"u8);
        return bytes.ToArray();
    }

    private static async Task SendBytesAsync(ApiConnection connection, byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
            await connection.SendAsync(bytes.AsMemory(i, 1));
    }
}

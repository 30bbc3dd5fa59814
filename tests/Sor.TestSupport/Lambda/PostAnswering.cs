using System.Globalization;

namespace Sor.TestSupport;

/// <summary>A way of answering a post of the runtime.</summary>
public sealed class PostAnswering
{
    private readonly Func<ApiConnection, Task> _answer;

    private PostAnswering(Func<ApiConnection, Task> answer, bool readsBody = true, PostAnswering? retry = null)
    {
        _answer = answer;
        ReadsBody = readsBody;
        Retry = retry;
    }

    /// <summary>202, as the platform does.</summary>
    public static PostAnswering Accept { get; } = new(connection => SendAsync(connection, 202, """{"status":"OK"}"""));

    /// <summary>202, and the connection is closed behind it.</summary>
    public static PostAnswering AcceptAndDrop { get; } = new(async connection =>
    {
        await SendAsync(connection, 202, """{"status":"OK"}""");
        connection.Drop();
    });

    /// <summary>202, a single byte in each packet.</summary>
    public static PostAnswering AcceptOneByteAtATime { get; } = new(async connection =>
    {
        foreach (var c in "HTTP/1.1 202 Accepted\r\ncontent-length: 15\r\n\r\n{\"status\":\"OK\"}")
            await connection.SendAsync(c.ToString());
    });

    /// <summary>202 with its body in chunks, extensions and trailers.</summary>
    public static PostAnswering AcceptInChunks { get; } = new(connection =>
        connection.SendAsync("HTTP/1.1 202 Accepted\r\ntransfer-encoding: Chunked\r\n\r\n5;a=b\r\n{\"sta\r\nA\r\ntus\":\"OK\"}\r\n0\r\nTrailer: x\r\n\r\n"));

    /// <summary>202 without a body or a length: it ends with the connection.</summary>
    public static PostAnswering AcceptUntilClose { get; } = new(async connection =>
    {
        await connection.SendAsync("HTTP/1.1 202 Accepted\r\n\r\n");
        connection.Drop();
    });

    /// <summary>Reads everything and closes without an answer, once; the second attempt is accepted.</summary>
    public static PostAnswering DropOnce { get; } = new(
        connection =>
        {
            connection.Drop();
            return Task.CompletedTask;
        },
        retry: Accept);

    /// <summary>Answers 413 as soon as it has read the head, and closes while the body still comes.</summary>
    public static PostAnswering RefuseUnread { get; } = new(
        async connection =>
        {
            await SendAsync(connection, 413, ErrorJson("RequestEntityTooLarge"));
            connection.Drop();
        },
        readsBody: false);

    /// <summary>Answers 413 as soon as it has read the head; reads the body after that.</summary>
    public static PostAnswering RefuseThenRead { get; } = new(connection => SendAsync(connection, 413, ErrorJson("RequestEntityTooLarge")), readsBody: false);

    internal bool ReadsBody { get; }

    /// <summary>How a second attempt is answered, where the first one has told the runtime nothing; null: it must not try again.</summary>
    internal PostAnswering? Retry { get; }

    /// <summary>A refusal with the platform's error JSON.</summary>
    public static PostAnswering Refuse(int status, string errorType) => new(connection => SendAsync(connection, status, ErrorJson(errorType)));

    /// <summary>202, but only once the task is complete.</summary>
    public static PostAnswering AcceptAfter(Task signal) => new(async connection =>
    {
        await signal;
        await SendAsync(connection, 202, """{"status":"OK"}""");
    });

    internal static PostAnswering Unknown { get; } = Refuse(400, "InvalidRequestID");

    internal Task AnswerAsync(ApiConnection connection) => _answer(connection);

    private static string ErrorJson(string errorType) => $$"""{"errorMessage":"refused by the fake platform","errorType":"{{errorType}}"}""";

    private static Task SendAsync(ApiConnection connection, int status, string json) => connection.SendAsync(string.Create(
        CultureInfo.InvariantCulture, $"HTTP/1.1 {status} Fake\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}"));
}

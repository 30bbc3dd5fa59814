using System.Text;

namespace Sor.RuntimeApi.Tests;

public sealed class PostTests
{
    [Fact]
    public async Task Posts_a_response_with_its_type_and_echoes_the_delivery()
    {
        var request = await PostAsync(static client => client.PostResponseAsync("r-1", "i-1", "text/plain", "hello"u8.ToArray()));

        Assert.Equal(
            ["POST /2018-06-01/runtime/invocation/r-1/response HTTP/1.1", "Host: *", "User-Agent: sor/0.1", "Content-Type: text/plain", "Lambda-Runtime-Invocation-Id: i-1", "Content-Length: 5", "", "hello"],
            request);
    }

    [Fact]
    public async Task Posts_an_error_with_its_category()
    {
        var request = await PostAsync(static client => client.PostErrorAsync("r-1", null, "Function.ValueError", "{}"u8.ToArray()));

        Assert.Equal(
            ["POST /2018-06-01/runtime/invocation/r-1/error HTTP/1.1", "Host: *", "User-Agent: sor/0.1", "Content-Type: application/json", "Lambda-Runtime-Function-Error-Type: Function.ValueError", "Content-Length: 2", "", "{}"],
            request);
    }

    [Fact]
    public async Task Posts_an_init_error()
    {
        var request = await PostAsync(static client => client.PostInitErrorAsync("Runtime.NoSuchRuntime", "{}"u8.ToArray()));

        Assert.Equal("POST /2018-06-01/runtime/init/error HTTP/1.1", request[0]);
        Assert.Contains("Lambda-Runtime-Function-Error-Type: Runtime.NoSuchRuntime", request);
    }

    [Theory]
    [InlineData("a-b.c_d~1", "a-b.c_d~1")]
    [InlineData("a b/c?d#e%", "a%20b%2Fc%3Fd%23e%25")]
    [InlineData("x\r\nHost: evil", "x%0D%0AHost%3A%20evil")]
    [InlineData("é", "%C3%A9")]
    public async Task An_id_cannot_leave_its_place_in_the_path(string id, string escaped)
    {
        var request = await PostAsync(client => client.PostResponseAsync(id, null, ContentTypes.Json, default));

        Assert.Equal($"POST /2018-06-01/runtime/invocation/{escaped}/response HTTP/1.1", request[0]);
    }

    [Fact]
    public async Task A_value_that_could_leave_its_header_is_left_out()
    {
        var request = await PostAsync(static client => client.PostErrorAsync("r", "i\r\nX: y", "Function.\u00e9", "{}"u8.ToArray()));

        Assert.DoesNotContain(request, static line => line.StartsWith("Lambda-Runtime-", StringComparison.Ordinal) || line.StartsWith('X'));
    }

    [Theory]
    [InlineData("HTTP/1.1 202 Accepted\r\nContent-Length: 15\r\n\r\n{\"status\":\"OK\"}", 202, null, false)]
    [InlineData("HTTP/1.1 400 Bad Request\r\nContent-Length: 3\r\n\r\nbad", 400, "bad", false)]
    [InlineData("HTTP/1.1 413 Too Large\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nbig\r\n0\r\n\r\n", 413, "big", false)]
    [InlineData("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", 500, "", true)]
    public async Task Tells_what_the_platform_made_of_it(string response, int status, string? refusal, bool isFatal)
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(response));
        ApiAnswer answer = default;

        OnLoop.Run(platform.Endpoint, async client => answer = await client.PostResponseAsync("r", null, ContentTypes.Json, "{}"u8.ToArray()));

        Assert.Equal((new ApiAnswer(status, refusal), isFatal, status == 202), (answer, answer.IsFatal, answer.Accepted));
    }

    [Fact]
    public async Task A_large_response_leaves_whole()
    {
        var body = new byte[6 * 1024 * 1024];
        new Random(1).NextBytes(body);

        var request = await PostAsync(client => client.PostResponseAsync("r", null, ContentTypes.OctetStream, body));

        Assert.Equal(Encoding.Latin1.GetString(body), string.Join("\r\n", request[6..]));
    }

    [Fact]
    public async Task An_answer_that_comes_before_everything_is_read_counts_more_than_the_failed_write()
    {
        await using var platform = ScriptedPlatform.Start(static async connection =>
        {
            _ = await connection.Socket.ReceiveAsync(new byte[1000]);
            await connection.SendAsync("HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig");

            // The answer must not be overtaken by the reset that unread bytes cause.
            connection.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            var rest = new byte[64 * 1024];
            while (await connection.Socket.ReceiveAsync(rest) > 0)
            {
            }
        });
        ApiAnswer answer = default;

        OnLoop.Run(platform.Endpoint, async client => answer = await client.PostResponseAsync("r", null, ContentTypes.Json, new byte[20 << 20]));

        Assert.Equal(new ApiAnswer(413, "big"), answer);
    }

    /// <summary>The lines of the request that a post made, the host left out.</summary>
    private static async Task<string[]> PostAsync(Func<RuntimeApiClient, ValueTask<ApiAnswer>> post)
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(ScriptedPlatform.Accepted));
        OnLoop.Run(platform.Endpoint, async client => Assert.True((await post(client)).Accepted));
        var lines = Assert.Single(platform.Requests).Replace(platform.Endpoint.Authority, "*", StringComparison.Ordinal).Split("\r\n");
        return lines;
    }
}

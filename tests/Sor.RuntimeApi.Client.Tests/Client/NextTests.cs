using System.Text;

namespace Sor.RuntimeApi.Tests;

public sealed class NextTests
{
    private const string RequestId = "Lambda-Runtime-Aws-Request-Id: r-1\r\n";

    [Fact]
    public async Task Asks_for_the_next_event()
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(ScriptedPlatform.Event(RequestId, "{}")));

        Next(platform);

        Assert.Equal([$"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: {platform.Endpoint.Authority}\r\nUser-Agent: sor/0.1\r\n\r\n"], platform.Requests);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reads_every_header_whatever_its_case(bool lowerCase)
    {
        var headers = """
            Lambda-Runtime-Aws-Request-Id: r-1
            Lambda-Runtime-Invocation-Id: i-1
            Lambda-Runtime-Deadline-Ms: 1767225600000
            Lambda-Runtime-Invoked-Function-Arn: arn:f
            Lambda-Runtime-Trace-Id: Root=1
            Lambda-Runtime-Client-Context: {"a":1}
            Lambda-Runtime-Cognito-Identity: {"b":2}
            Lambda-Runtime-Aws-Tenant-Id: t
            Content-Type: text/plain

            """.ReplaceLineEndings("\r\n");
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(ScriptedPlatform.Event(lowerCase ? Lower(headers) : headers, "body")));

        var @event = Next(platform);

        Assert.Equal(
            new ApiEvent
            {
                RequestId = "r-1",
                InvocationId = "i-1",
                DeadlineUnixMs = 1_767_225_600_000,
                FunctionArn = "arn:f",
                TraceId = "Root=1",
                ClientContext = """{"a":1}""",
                CognitoIdentity = """{"b":2}""",
                TenantId = "t",
                ContentType = "text/plain",
                Body = @event.Body,
            },
            @event);
        Assert.Equal("body", Encoding.UTF8.GetString(@event.Body.Span));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Lambda-Runtime-Invocation-Id:\r\nLambda-Runtime-Deadline-Ms: soon\r\nLambda-Runtime-Trace-Id: \r\n")]
    public async Task Absent_empty_and_unreadable_headers_are_the_same(string headers)
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(ScriptedPlatform.Event(RequestId + headers, "")));

        var @event = Next(platform);

        Assert.Equal(new ApiEvent { RequestId = "r-1", ContentType = ContentTypes.Json }, @event with { Body = default });
        Assert.True(@event.Body.IsEmpty);
    }

    [Fact]
    public async Task An_event_without_request_id_cannot_be_answered()
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(ScriptedPlatform.Event("", "{}")));

        AssertFails(platform, "an event without the header Lambda-Runtime-Aws-Request-Id");
    }

    [Fact]
    public async Task A_refusal_is_told_with_its_text()
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers($"HTTP/1.1 403 Forbidden\r\nContent-Length: 1000\r\n\r\nno!{new string('x', 997)}"));

        AssertFails(platform, $"answered 403 to a request for the next event: no!{new string('x', 497)}");
    }

    [Fact]
    public async Task One_connection_serves_many_requests()
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(
            ScriptedPlatform.Event(RequestId, "1"), ScriptedPlatform.Accepted, ScriptedPlatform.Event(RequestId, "2")));
        var bodies = new List<string>();

        OnLoop.Run(platform.Endpoint, async client =>
        {
            client.Connect();
            bodies.Add(await NextBodyAsync(client));
            Assert.True((await client.PostResponseAsync("r-1", null, ContentTypes.Json, "{}"u8.ToArray())).Accepted);
            bodies.Add(await NextBodyAsync(client));
        });

        Assert.Equal(["1", "2"], bodies);
        Assert.Equal(3, platform.Requests.Count);
    }

    [Theory]
    [InlineData("Connection: close\r\n")]
    [InlineData("")]
    public async Task A_connection_that_was_closed_in_between_is_opened_anew(string header)
    {
        await using var platform = ScriptedPlatform.Start(
            ScriptedPlatform.Answers(ScriptedPlatform.Event(RequestId + header, "1")),
            ScriptedPlatform.Answers(ScriptedPlatform.Event(RequestId, "2")));
        var bodies = new List<string>();

        OnLoop.Run(platform.Endpoint, async client =>
        {
            bodies.Add(await NextBodyAsync(client));
            bodies.Add(await NextBodyAsync(client));
        });

        Assert.Equal(["1", "2"], bodies);
    }

    [Fact]
    public async Task A_connection_that_is_lost_before_any_byte_is_tried_again()
    {
        await using var platform = ScriptedPlatform.Start(
            static async connection => await connection.ReadRequestAsync(),
            static async connection =>
            {
                await connection.ReadRequestAsync();
                connection.Socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, 0);
            },
            ScriptedPlatform.Answers(ScriptedPlatform.Event(RequestId, "third")));

        var @event = Next(platform);

        Assert.Equal("third", Encoding.UTF8.GetString(@event.Body.Span));
        Assert.Equal(3, platform.Requests.Count);
    }

    [Fact]
    public async Task A_platform_that_always_hangs_up_is_given_up()
    {
        static async Task HangUp(ScriptedPlatform.Connection connection) => await connection.ReadRequestAsync();
        await using var platform = ScriptedPlatform.Start(HangUp, HangUp, HangUp, HangUp);

        AssertFails(platform, "closed the connection 3 times without an answer");
        Assert.Equal(3, platform.Requests.Count);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nLambda", "the connection ended in the middle of a response")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab", "the connection ended in the middle of a response")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", "the connection ended in the middle of a response")]
    [InlineData("SSH-2.0-OpenSSH\r\n\r\n", "the response does not begin with an HTTP/1.x status line")]
    public async Task Half_a_response_and_nonsense_are_not_tried_again(string bytes, string problem)
    {
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(bytes), ScriptedPlatform.Answers(ScriptedPlatform.Event(RequestId, "2")));

        AssertFails(platform, $"the Lambda Runtime API's answer is unusable: {problem}");
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task One_byte_at_a_time_is_fine()
    {
        await using var platform = ScriptedPlatform.Start(static async connection =>
        {
            await connection.ReadRequestAsync();
            foreach (var c in ScriptedPlatform.Event(RequestId, "hello"))
                await connection.SendAsync(c.ToString());
        });

        Assert.Equal("hello", Encoding.UTF8.GetString(Next(platform).Body.Span));
    }

    [Fact]
    public async Task A_large_event_arrives_whole()
    {
        var body = string.Create(6 * 1024 * 1024, 0, static (span, _) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = (char)(i % 251);
        });
        await using var platform = ScriptedPlatform.Start(ScriptedPlatform.Answers(ScriptedPlatform.Event(RequestId, body)));

        Assert.Equal(body, Encoding.Latin1.GetString(Next(platform).Body.Span));
    }

    [Fact]
    public async Task A_platform_that_is_not_there_is_named()
    {
        var platform = ScriptedPlatform.Start();
        await platform.DisposeAsync();

        AssertFails(platform, $"cannot reach the Lambda Runtime API at {platform.Endpoint.Authority}");
    }

    private static ApiEvent Next(ScriptedPlatform platform)
    {
        ApiEvent? @event = null;
        OnLoop.Run(platform.Endpoint, async client => @event = await client.NextAsync(new InvocationBuffers()));
        return @event!;
    }

    private static async Task<string> NextBodyAsync(RuntimeApiClient client) =>
        Encoding.UTF8.GetString((await client.NextAsync(new InvocationBuffers())).Body.Span);

    private static void AssertFails(ScriptedPlatform platform, string message)
    {
        var exception = Assert.Throws<RuntimeApiException>(() => Next(platform));

        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Lower-cases the names.</summary>
    private static string Lower(string headers) => string.Concat(headers.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(static line =>
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return $"{line[..colon].ToLowerInvariant()}{line[colon..]}\r\n";
    }));
}

namespace Sor.Integration.Tests;

/// <summary>What the platform may answer to a post, and what the runtime sends.</summary>
public sealed class AnswerTests
{
    private const string Handler = """
        def handle(event, context):
            if event == "raise":
                raise ValueError("raised")
            return event
        """;

    [Theory]
    [InlineData(400, "InvalidRequestID")]
    [InlineData(403, "InvalidStateTransition")]
    [InlineData(410, "InvokeTimeout")]
    [InlineData(413, "RequestEntityTooLarge")]
    public async Task A_refused_post_is_logged_and_the_next_event_is_served(int status, string errorType)
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);
        foreach (var text in (string[])["\"fine\"", "\"raise\""])
        {
            var refused = new FakeEvent { Text = text, Answering = PostAnswering.Refuse(status, errorType) };

            var answer = await run.SurvivesAsync(refused);

            Assert.Equal(text == "\"raise\"", answer.IsError);
            await run.Stderr.WaitForAsync($"request {refused.RequestId}: the platform refused the answer with {status}");
        }

        Assert.Contains(errorType, run.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_500_to_a_post_ends_the_process_and_the_next_one_serves_the_next_event()
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync(new FakeEvent { Text = "1", Answering = PostAnswering.Refuse(500, "InternalServerError") });

        Assert.Equal(1, await run.WaitForExitAsync());
        await run.LeavesNothingAsync();
        await run.StartAgainAsync();
        Assert.Equal("2", (await run.InvokeAsync("2")).ResponseText());
    }

    [Fact]
    public async Task The_next_event_is_asked_for_only_after_a_slow_202()
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);
        var accepted = new TaskCompletionSource();
        var first = run.InvokeAsync(new FakeEvent { Text = "1", Answering = PostAnswering.AcceptAfter(accepted.Task) });

        _ = await first;
        var requests = run.Api.Requests.Count;
        var second = run.InvokeAsync("2");
        Assert.Equal(requests, run.Api.Requests.Count);
        accepted.SetResult();

        Assert.Equal("2", (await second).ResponseText());
        Assert.Equal(["GET", "POST", "GET", "POST"], run.Api.Requests.Take(4).Select(request => request.Method));
    }

    [Fact]
    public async Task A_202_is_understood_whichever_way_it_comes()
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);

        foreach (var answering in (PostAnswering[])[PostAnswering.AcceptOneByteAtATime, PostAnswering.AcceptInChunks, PostAnswering.AcceptUntilClose, PostAnswering.AcceptAndDrop])
            Assert.Equal("1", (await run.SurvivesAsync(new FakeEvent { Text = "1", Answering = answering })).ResponseText());

        Assert.DoesNotContain("refused", run.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_stays_far_below_what_the_platform_takes()
    {
        using var function = new FunctionFolder().Python(Handler).Exec("replace", """
            #!/bin/sh
            [ $1 = error ] || exec cat
            cat >/dev/null
            printf '{"errorType":"'
            head -c 100000 /dev/zero | tr '\0' 'E'
            printf '","errorMessage":"'
            head -c 4000000 /dev/zero | tr '\0' 'm'
            printf '","stackTrace":["'
            head -c 1000000 /dev/zero | tr '\0' 's'
            printf '"]}'
            """, "\"phases\":[\"before\",\"after\",\"error\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        var outcome = await run.SurvivesAsync("\"raise\"");

        Assert.True(outcome.IsError);
        Assert.InRange(outcome.Body.Length, 1000, 256 * 1024);
        Assert.StartsWith("mmm", outcome.ErrorMessage, StringComparison.Ordinal);
        Assert.StartsWith("EEE", outcome.ErrorType, StringComparison.Ordinal);
        Assert.InRange(outcome.Request.Header("Lambda-Runtime-Function-Error-Type")!.Length, 1, 1000);
    }

    [Theory]
    [InlineData("text/plain\\r\\nInjected: yes")]
    [InlineData("text/pläin")]
    [InlineData("")]
    public async Task A_content_type_that_cannot_be_a_header_injects_nothing(string contentType)
    {
        using var function = new FunctionFolder().Exec("note", $$"""
            #!/bin/sh
            printf %s '{"contentType":"{{contentType}}"}' >&4
            exec cat
            """, "\"phases\":[\"after\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync("1");

        Assert.Equal("1", answer.ResponseText());
        Assert.Null(answer.Request.Header("Injected"));
    }

    [Fact]
    public async Task An_answer_whose_connection_was_closed_before_a_byte_came_is_sent_again()
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.SurvivesAsync(new FakeEvent { Text = "\"twice\"", Answering = PostAnswering.DropOnce });

        Assert.Equal("\"twice\"", answer.ResponseText());
        var posts = run.Api.Requests.Where(request => request.Target == answer.Request.Target).ToList();
        Assert.Equal(2, posts.Count);
        Assert.Equal(posts[0].Text, posts[1].Text);
        Assert.NotEqual(posts[0].Connection, posts[1].Connection);
    }

    [Fact]
    public async Task A_connection_that_is_closed_behind_a_202_is_opened_again()
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 5; i++)
            Assert.Equal("1", (await run.SurvivesAsync(new FakeEvent { Text = "1", Answering = PostAnswering.AcceptAndDrop })).ResponseText());
    }

    [Theory]
    [InlineData(100)]
    [InlineData(6_291_456)]
    public async Task A_413_may_come_before_the_body_is_read(int size)
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);
        foreach (var answering in (PostAnswering[])[PostAnswering.RefuseThenRead, PostAnswering.RefuseUnread])
        {
            var refused = new FakeEvent { Body = Payloads.OfSize(size), ContentType = Payloads.Bytes, Answering = answering };

            _ = await run.SurvivesAsync(refused);

            await run.Stderr.WaitForAsync($"request {refused.RequestId}: the platform refused the answer with 413");
        }
    }

    [Fact]
    public async Task The_invocation_id_is_echoed_with_its_own_event_only()
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);

        var answers = new List<string?>();
        foreach (var (id, text) in ((string?, string)[])[("first", "1"), ("second", "\"raise\""), (null, "2"), (null, "\"raise\""), ("third", "3")])
        {
            // All with the same request id: a retry of the platform reuses it.
            var answer = await run.InvokeAsync(new FakeEvent { RequestId = "same", Text = text, Headers = id is null ? [] : [new("Lambda-Runtime-Invocation-Id", id)] });
            answers.Add(answer.Request.Header("Lambda-Runtime-Invocation-Id"));
        }

        Assert.Equal(["first", "second", null, null, "third"], answers);
    }

    [Fact]
    public async Task An_invocation_id_that_cannot_be_a_header_is_left_out()
    {
        using var function = new FunctionFolder();
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = "1", Headers = [new("Lambda-Runtime-Invocation-Id", "ä\u0001")] });

        Assert.Equal("1", answer.ResponseText());
        Assert.Null(answer.Request.Header("Lambda-Runtime-Invocation-Id"));
    }

    [Fact]
    public async Task Two_events_with_the_same_request_id_get_their_own_answers()
    {
        using var function = new FunctionFolder().Python(Handler).Exec("state", """
            #!/bin/sh
            [ $1 = after ] && { grep -o '"state":[^}]*' <&3 >>states; exec cat; }
            event=$(cat)
            echo "{\"state\":$event}" >&4
            echo "$event"
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 1; i <= 3; i++)
            Assert.Equal($"{i}", (await run.InvokeAsync(new FakeEvent { RequestId = "same", Text = $"{i}" })).ResponseText());

        Assert.Equal("\"state\":1\n\"state\":2\n\"state\":3\n", function.Read("states"));
    }

    [Fact]
    public async Task Requests_are_what_the_platform_expects_and_share_one_connection()
    {
        using var function = new FunctionFolder().Python(Handler);
        await using var run = await BootstrapRun.StartAsync(function);

        _ = await run.InvokeAsync("1");
        _ = await run.InvokeAsync("\"raise\"");
        await run.WaitForPollAsync();

        var requests = run.Api.Requests;
        Assert.Equal(5, requests.Count);
        Assert.All(requests, request =>
        {
            Assert.Equal(1, request.Connection);
            Assert.Equal(run.Api.Address, request.Header("Host"));
            Assert.StartsWith("sor/", request.Header("User-Agent"), StringComparison.Ordinal);
            Assert.Equal(request.Method == "GET" ? null : $"{request.Body.Length}", request.Header("Content-Length"));
        });
        Assert.Equal(["GET", "POST", "GET", "POST", "GET"], requests.Select(request => request.Method));
        Assert.Empty(requests[0].Body);
        Assert.Equal("application/json", requests[3].Header("Content-Type"));
        Assert.Equal("Function.ValueError", requests[3].Header("Lambda-Runtime-Function-Error-Type"));
    }
}

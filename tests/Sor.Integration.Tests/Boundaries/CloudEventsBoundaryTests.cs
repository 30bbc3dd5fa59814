using System.Text.Json;

namespace Sor.Integration.Tests;

/// <summary>Inside the boundary <c>cloudevents</c> every provider's event is a CloudEvent, and a batch one invocation for each of its records.</summary>
public sealed class CloudEventsBoundaryTests
{
    // Fails for a record whose body says so; writes down what it saw.
    private const string Handler = """
        import json

        def handle(event, context):
            with open("seen", "a") as seen:
                seen.write(f'{event["type"]} {event["id"]}\n')
            if "fail" in json.dumps(event["data"]):
                raise ValueError("cannot take " + event["id"])
            return {"took": event["id"]}

        """;

    private const string EventBridge = """{"version":"0","id":"e-1","detail-type":"Order Placed","source":"shop","account":"1","time":"2024-01-01T00:00:00Z","region":"r","resources":[],"detail":{"n":1}}""";

    private const string HttpApi = """
        {"version":"2.0","rawPath":"/orders","rawQueryString":"","headers":{"content-type":"application/json"},
         "requestContext":{"stage":"$default","requestId":"q-1","http":{"method":"POST","sourceIp":"192.0.2.1"},"domainName":"api.example"},"body":"{}","isBase64Encoded":false}
        """;

    [Fact]
    public async Task An_event_becomes_a_CloudEvent_and_the_answer_goes_back()
    {
        using var function = new FunctionFolder().Python(Handler).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("""{"took":"e-1"}""", (await run.InvokeAsync(EventBridge)).ResponseText());
        Assert.Equal("Order Placed e-1\n", function.Read("seen"));
        await run.WaitForPollAsync();
        Assert.Equal(["before", "after"], run.Phases("cloudevents").Select(phase => phase.GetProperty("phase").GetString()));
    }

    [Theory]
    [InlineData("q", """{"batchItemFailures":[{"itemIdentifier":"m-1"}]}""", 3)]
    [InlineData("q.fifo", """{"batchItemFailures":[{"itemIdentifier":"m-1"},{"itemIdentifier":"m-2"}]}""", 2)]
    public async Task A_message_that_fails_is_named_and_in_an_ordered_queue_nothing_overtakes_it(string queue, string reply, int handled)
    {
        using var function = new FunctionFolder().Python(Handler).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        // Cold and warm alike.
        for (var i = 1; i <= 2; i++)
        {
            var answer = await run.InvokeAsync(Events.Messages(queue, "ok", "fail", "ok"));

            Assert.Equal(reply, answer.ResponseText().Replace(" ", "", StringComparison.Ordinal));
            Assert.Equal(handled * i, function.Read("seen").Count(c => c == '\n'));
        }

        await run.Stderr.WaitForAsync("record 1 of 3 (sqs) failed: ValueError: cannot take m-1");
    }

    [Fact]
    public async Task A_stream_is_read_again_from_the_first_record_that_failed()
    {
        using var function = new FunctionFolder().Python(Handler).CloudEvents("""{"mode":"payload"}""");
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(Events.Stream("""{"a":1}""", "\"fail\"", """{"a":2}"""));

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"11"}]}""", answer.ResponseText());
        Assert.Equal(2, function.Read("seen").Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("fail", true)]
    [InlineData("report", false)]
    public async Task Where_every_record_failed_the_whole_may_fail(string policy, bool fails)
    {
        using var function = new FunctionFolder().Python(Handler).CloudEvents($$"""{"whenAllFail":"{{policy}}"}""");
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(Events.Messages("q", "fail", "fail"));

        if (fails)
            answer.AssertErrorIs("ValueError", "cannot take m-0");
        else
            Assert.Contains("\"m-1\"", answer.ResponseText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_source_reads_nothing_about_records_one_failure_is_one_of_all()
    {
        using var function = new FunctionFolder().Python(Handler).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync(Events.Notifications("ok", "fail", "ok"))).AssertErrorIs("ValueError", "cannot take n-1");
        Assert.Equal("null", (await run.InvokeAsync(Events.Notifications("ok", "ok"))).ResponseText());
        Assert.Equal(5, function.Read("seen").Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_stage_inside_sees_each_record_and_keeps_its_state_apart()
    {
        const string Stage = """
            #!/bin/sh
            if [ "$1" = before ]; then
                event=$(cat)
                id=$(printf %s "$event" | sed 's/.*"id":"\(m-[0-9]*\)".*/\1/')
                echo '{"state":"'$id'"}' >&4
                printf %s "$event"
            else
                cat > /dev/null
                grep -o '"state":"m-[0-9]*"' <&3 | grep -o 'm-[0-9]*' >> states
                echo '{}'
            fi
            """;
        using var function = new FunctionFolder().Python(Handler).CloudEvents().Exec("tag", Stage, """
            "phases":["before","after"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", "a", "b", "c"))).ResponseText());
        Assert.Equal("m-0\nm-1\nm-2\n", function.Read("states"));
    }

    [Fact]
    public async Task A_record_that_takes_all_the_time_leaves_those_behind_it_for_the_next_delivery()
    {
        const string Slow = """
            import json, time

            def handle(event, context):
                if "slow" in json.dumps(event["data"]):
                    time.sleep(600)

            """;
        using var function = new FunctionFolder().Python(Slow).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(new FakeEvent { Text = Events.Messages("q", "ok", "slow", "ok"), Timeout = TimeSpan.FromSeconds(4) });

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"m-1"},{"itemIdentifier":"m-2"}]}""", answer.ResponseText());
        Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", "ok", "ok"))).ResponseText());
    }

    [Fact]
    public async Task A_whole_batch_may_be_one_payload_or_one_event()
    {
        const string Counting = """
            def handle(event, context):
                return len(event) if isinstance(event, list) else event["type"]

            """;
        foreach (var (mode, answer) in ((string, string)[])[("batch", "2"), ("whole", "\"com.amazon.sqs.message.batch\"")])
        {
            using var function = new FunctionFolder().Python(Counting).CloudEvents($$"""{"mode":"{{mode}}"}""");
            await using var run = await BootstrapRun.StartAsync(function);

            Assert.Equal(answer, (await run.InvokeAsync(Events.Messages("q", "a", "b"))).ResponseText());
        }
    }

    [Fact]
    public async Task A_CloudEvent_for_whoever_speaks_HTTP_goes_back_in_binary_mode()
    {
        const string Answering = """
            def handle(event, context):
                return {"specversion": "1.0", "id": "r-1", "source": "/shop", "type": "order.placed", "data": {"of": event["type"]}}

            """;
        using var function = new FunctionFolder().Python(Answering).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        using var reply = JsonDocument.Parse((await run.InvokeAsync(HttpApi)).ResponseText());

        Assert.Equal(200, reply.RootElement.GetProperty("statusCode").GetInt32());
        Assert.Equal(["r-1", "/shop", "order.placed", "1.0", "application/json"], ((string[])["ce-id", "ce-source", "ce-type", "ce-specversion", "content-type"])
            .Select(name => reply.RootElement.GetProperty("headers").GetProperty(name).GetString()));
        Assert.StartsWith("""{"of":""", reply.RootElement.GetProperty("body").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_a_CloudEvent_is_passed_on_as_it_is()
    {
        const string Inner = """{\"specversion\":\"1.0\",\"id\":\"in\",\"source\":\"/in\",\"type\":\"inner\",\"data\":{}}""";
        using var function = new FunctionFolder().Python(Handler).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        Assert.Equal("""{"batchItemFailures":[]}""", (await run.InvokeAsync(Events.Messages("q", Inner))).ResponseText());
        Assert.Equal("inner in\n", function.Read("seen"));
    }

    [Fact]
    public async Task The_record_of_a_large_batch_is_bounded()
    {
        const int Count = 2000;
        using var function = new FunctionFolder().Python(Handler).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 1; i <= 2; i++)
        {
            var answer = await run.InvokeAsync(Events.Messages("q", [.. Enumerable.Repeat("ok", Count - 1), "fail"]));

            Assert.Equal($$"""{"batchItemFailures":[{"itemIdentifier":"m-{{Count - 1}}"}]}""", answer.ResponseText());
            Assert.Equal(Count * i, function.Read("seen").Count(c => c == '\n'));
        }

        await run.WaitForPollAsync();
        var record = run.Records.Last(record => record.GetProperty("type").GetString() == "invocation");
        Assert.Equal(1024, record.GetProperty("stages").GetArrayLength());
        Assert.Equal(Count + 1 - 1024, record.GetProperty("unlistedPhases").GetInt32());
    }

    [Fact]
    public async Task A_source_that_wants_each_record_back_gets_its_answer()
    {
        const string Transform = """
            def handle(event, context):
                if event["data"] == "bad":
                    raise ValueError("bad")
                return {"drop": None, "text": "text!"}.get(event["data"], {"n": 1})

            """;
        static string Data(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(text));
        using var function = new FunctionFolder().Python(Transform).CloudEvents("""{"mode":"payload"}""");
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync($$"""{"invocationId":"i","deliveryStreamArn":"arn:aws:firehose:r:1:deliverystream/d","region":"r","records":[{{string.Join(',', ((string[])["text", "bad", "drop", "other"]).Select((text, i) =>
            $$"""{"recordId":"r-{{i}}","approximateArrivalTimestamp":1700000000123,"data":"{{Data(text)}}"}"""))}}]}""");

        Assert.Equal(
            $$"""{"records":[{"recordId":"r-0","result":"Ok","data":"{{Data("text!")}}"},{"recordId":"r-1","result":"ProcessingFailed","data":"{{Data("bad")}}"},{"recordId":"r-2","result":"Dropped","data":"{{Data("drop")}}"},{"recordId":"r-3","result":"Ok","data":"{{Data("""{"n":1}""")}}"}]}""",
            answer.ResponseText());
    }

    [Fact]
    public async Task A_webhook_is_the_event_that_it_tells_of()
    {
        const string Push = """{"version":"2.0","rawPath":"/","rawQueryString":"","headers":{"x-github-event":"push","x-github-delivery":"d-1"},"requestContext":{"stage":"$default","requestId":"q","http":{"method":"POST"},"domainName":"api.example"},"body":"{}","isBase64Encoded":false}""";
        foreach (var (config, seen) in ((string, string)[])[
            ("{}", "com.github.push d-1\n"),
            ("""{"webhooks":false}""", "com.amazon.execute-api.http.request q\n"),
            ("""{"webhooks":false,"webhook":{"type":"com.example.hook","source":"/hooks","idHeader":"X-GitHub-Delivery"}}""", "com.example.hook d-1\n")])
        {
            using var function = new FunctionFolder().Python(Handler).CloudEvents(config);
            await using var run = await BootstrapRun.StartAsync(function);

            using var reply = JsonDocument.Parse((await run.InvokeAsync(Push)).ResponseText());

            Assert.Equal(200, reply.RootElement.GetProperty("statusCode").GetInt32());
            Assert.Equal(seen, function.Read("seen"));
        }
    }

    [Fact]
    public async Task Senders_that_ask_whether_they_may_send_are_answered_without_the_function()
    {
        using var function = new FunctionFolder().Python(Handler).CloudEvents("""{"allowedOrigins":["events.example"],"allowedRate":120,"eventGridValidation":true}""");
        await using var run = await BootstrapRun.StartAsync(function);

        var granted = (await run.InvokeAsync(RestRequest("OPTIONS", "events.example", ""))).ResponseText();
        var refused = (await run.InvokeAsync(RestRequest("OPTIONS", "evil.example", ""))).ResponseText();
        var validated = (await run.InvokeAsync(RestRequest("POST", "", GridEvents("Microsoft.EventGrid.SubscriptionValidationEvent"), "SubscriptionValidation"))).ResponseText();

        Assert.Equal(
            """{"statusCode":200,"multiValueHeaders":{"allow":["POST"],"webhook-allowed-origin":["events.example"],"webhook-allowed-rate":["120"]},"body":"","isBase64Encoded":false}""", granted);
        Assert.Equal("""{"statusCode":405,"multiValueHeaders":{"allow":["POST"]},"body":"","isBase64Encoded":false}""", refused);
        using var response = JsonDocument.Parse(validated);
        Assert.Equal("""{"validationResponse":"c-0"}""", response.RootElement.GetProperty("body").GetString());
        Assert.False(File.Exists(Path.Combine(function.Path, "seen")));
        await run.WaitForPollAsync();
        Assert.Equal(["reply", "reply", "reply"], run.Phases("cloudevents").Select(phase => phase.GetProperty("outcome").GetString()));
    }

    [Fact]
    public async Task Events_that_come_together_in_one_request_get_one_response()
    {
        using var function = new FunctionFolder().Python(Handler).CloudEvents();
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = (await run.InvokeAsync(RestRequest("POST", "", GridEvents("a.b", "a.c"), "Notification"))).ResponseText();

        Assert.Equal("""{"statusCode":204,"multiValueHeaders":{},"body":"","isBase64Encoded":false}""", answer);
        Assert.Equal("a.b g-0\na.c g-1\n", function.Read("seen"));
        (await run.InvokeAsync(RestRequest("POST", "", GridEvents("a.b", "fail"), "Notification"))).AssertErrorIs("ValueError", "cannot take g-1");
    }

    [Fact]
    public async Task The_prototypes_order_has_no_boundary()
    {
        using var function = new FunctionFolder { Configuration = "" };
        await using var run = BootstrapRun.Begin(function, new BootstrapOptions { Environment = new Dictionary<string, string?> { ["SLSMIDDLEWARES"] = "cloudevents", ["SOR_RUNTIME"] = "echo" } });

        Assert.Equal(1, await run.WaitForExitAsync());
        await run.Stderr.WaitForAsync("list the middlewares in a sor.yaml");
    }

    [Fact]
    public async Task Wrong_options_stop_the_start()
    {
        foreach (var (stage, problem) in ((string, string)[])[
            ("""{"use":"cloudevents","config":{"mode":"each"}}""", "config.mode must be one of record, payload, batch, whole"),
            ("""{"use":"cloudevents","config":{"webhook":{"type":"t"}}}""", "config.webhook.source is missing"),
            ("""{"use":"cloudevents","config":{"allowedOrigins":"*"}}""", "config.allowedOrigins"),
            ("""{"use":"cloudevents","observe":true}""", "observe, budget and onFailure are not for it")])
        {
            using var function = new FunctionFolder();
            function.Configuration = $$"""{"version":1,"name":"under-test","runtime":"echo","pipeline":[{{stage}}]}""";
            await using var run = BootstrapRun.Begin(function);

            Assert.Equal(1, await run.WaitForExitAsync());
            await run.Stderr.WaitForAsync(problem);
        }
    }

    private static string RestRequest(string method, string origin, string body, string gridType = "") => $$$"""
        {"resource":"/","path":"/","httpMethod":"{{{method}}}","multiValueHeaders":{"WebHook-Request-Origin":["{{{origin}}}"],"WebHook-Request-Rate":["100"],"aeg-event-type":["{{{gridType}}}"]},
         "requestContext":{"requestId":"q"},"body":"{{{JsonEncodedText.Encode(body)}}}","isBase64Encoded":false}
        """;

    private static string GridEvents(params string[] types) => $"[{string.Join(',', types.Select((type, i) =>
        $$$"""{"id":"g-{{{i}}}","topic":"/t","subject":"s","eventType":"{{{type}}}","eventTime":"2024-01-01T00:00:00Z","data":{"validationCode":"c-{{{i}}}","type":"{{{type}}}"},"dataVersion":""}"""))}]";
}

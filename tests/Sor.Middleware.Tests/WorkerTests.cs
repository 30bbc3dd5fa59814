using System.Text;

namespace Sor.Middleware.Tests;

/// <summary>Persistent programs, as real processes.</summary>
public sealed class WorkerTests
{
    [Fact]
    public void The_example_of_five_lines_takes_a_secret_out()
    {
        using var worker = new WorkerProcess(Samples.FiveLines);
        Assert.Equal("ready", worker.Hello("""[{"name":"m","phases":["before"]}]""")?.Type);

        var answer = worker.Invoke("""{"Id":7,"Secret":"s"}""");

        Assert.Equal(("result", """{"Id":7,"Secret":null}"""), (answer.Type, answer.Text));
        Assert.Equal(0, worker.Shutdown());
    }

    [Fact]
    public void The_reference_page_shows_the_program_that_is_tested()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "csharp.md"));

        Assert.Contains(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "FiveLines.txt")), page, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_and_content_type_come_and_go_as_they_are()
    {
        using var worker = WorkerProcess.Ready("bytes");
        foreach (var size in (int[])[0, 1, 20_000, 140_000, 6_291_556])
        {
            var payload = new byte[size];
            new Random(size).NextBytes(payload);

            _ = worker.SendInvoke(payload, more: ""","contentType":"image/png" """);
            var answer = worker.Receive()!;

            Assert.Equal("text/reversed", answer["contentType"]);
            Array.Reverse(payload);
            Assert.Equal(payload, answer.Body);
        }
    }

    [Fact]
    public void A_call_knows_what_the_host_said()
    {
        using var worker = WorkerProcess.Ready("facts", """[{"name":"a","config":{"word":"ä"},"phases":["before"]},{"name":"b","phases":["error"]}]""");
        const string Context = """
            ,"deadline":4102444800000,"idleMs":12,"context":{"requestId":"r","invocationId":"i","trigger":"lambda","tenantId":"t","function":{"arn":"arn:x"},"trace":{"xray":"Root=1","traceparent":"00-1","tracestate":"k=v"},"clientContext":{"c":1},"attributes":{"a":{"user":"ada"}},"state":"s"}
            """;

        var full = worker.Invoke("12345", "a", more: Context).Text;
        var empty = worker.Invoke("", "b", "error").Text;

        Assert.Equal(
            """
            stage a phase Before type application/json bytes 5
            word ä
            request r invocation i trigger lambda tenant t arn arn:x
            trace Root=1 00-1 k=v
            attribute "ada" client {"c":1}
            function orders 7 512
            deadline 4102444800000 left True idle 12 cancelled False
            state s
            """,
            full);
        Assert.StartsWith("stage b phase Error type application/json bytes 0\nword none\nrequest  invocation ", empty, StringComparison.Ordinal);
        Assert.EndsWith("deadline  left False idle  cancelled False\nstate ", empty, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_and_logs_go_in_front_of_the_answer()
    {
        using var worker = WorkerProcess.Ready("notes");

        var answer = worker.Invoke("remember ü");

        Assert.Equal(("result", "application/x+json"), (answer.Type, answer["contentType"]));
        Assert.Equal(
            [
                """{"type":"log","id":1,"level":"WARN","message":"looked","fields":{"why":"to see"}}""",
                """{"type":"note","id":1,"attributes":{"user":"ä\"�","count":3}}""",
                """{"type":"note","id":1,"state":"remember ü"}""",
                """{"type":"note","id":1,"span":{"hit":true}}""",
                """{"type":"note","id":1,"log":{"rows":7}}""",
            ],
            worker.Before.Select(static frame => frame.Header.GetRawText()));
    }

    [Fact]
    public void Notes_that_no_header_holds_fail_and_the_next_event_is_served()
    {
        using var worker = WorkerProcess.Ready("notes");

        Assert.Equal("Runtime.NotesTooLarge", worker.Invoke(new string('x', 70_000))["errorType"]);
        Assert.Equal("result", worker.Invoke("x").Type);
        Assert.Equal(5, worker.Before.Count);
    }

    [Fact]
    public void Failures_have_type_message_and_stack()
    {
        using var worker = WorkerProcess.Ready("fail");

        var decided = worker.Invoke("outcome");
        var thrown = worker.Invoke("exception");
        var happened = worker.Invoke("");

        Assert.Equal("""{"type":"error","id":1,"errorType":"Orders.Unknown","errorMessage":"no such order","retry":false}""", decided.Header.GetRawText());
        Assert.Equal("""{"type":"error","id":2,"errorType":"Orders.Late","errorMessage":"too late","retry":true}""", thrown.Header.GetRawText());
        Assert.Equal(("InvalidOperationException", "something is wrong"), (happened["errorType"], happened["errorMessage"]));
        var line = Assert.Single(happened.Header.GetProperty("stackTrace").EnumerateArray()).GetString();
        Assert.Contains("Fail", line, StringComparison.Ordinal);
        Assert.Contains("[ERROR] InvalidOperationException: something is wrong\r", worker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_failure_keeps_the_limit_of_a_header()
    {
        using var worker = WorkerProcess.Ready("fail");

        var message = worker.Invoke("long")["errorMessage"];

        Assert.EndsWith("characters cut]", message, StringComparison.Ordinal);
        Assert.InRange(Encoding.UTF8.GetByteCount(message!), 15_000, 16 * 1024);
    }

    [Fact]
    public void Output_above_the_limit_fails_and_the_next_event_is_served()
    {
        using var worker = WorkerProcess.Ready("large");

        Assert.Equal("Runtime.StageOutputTooLarge", worker.Invoke("6291557")["errorType"]);
        Assert.Equal(6_291_556, worker.Invoke("6291556").Body.Length);
    }

    [Fact]
    public void Functions_may_be_bound_to_stages()
    {
        using var worker = WorkerProcess.Ready("stages", """[{"name":"any","phases":["before"]},{"name":"b","phases":["before","after"]}]""");

        Assert.Equal("any", worker.Invoke("1", "any").Text);
        Assert.Equal("own of b", worker.Invoke("1", "b").Text);
        Assert.Equal("shared", worker.Invoke("1", "b", "after").Text);
        Assert.Equal("1", worker.Invoke("1", "b", "error").Text);
        Assert.Equal("Runtime.ProtocolError", worker.Invoke("1", "c")["errorType"]);
        Assert.Equal("Runtime.ProtocolError", worker.Invoke("1", "b", "of-tomorrow")["errorType"]);
    }

    [Fact]
    public void A_stage_without_a_function_is_told_at_the_start()
    {
        using var worker = new WorkerProcess(Samples.Sample, "bound");

        var answer = worker.Hello("""[{"name":"b","phases":["before"]},{"name":"a","phases":["before"]}]""");

        Assert.Equal("Runtime.HandlerNotFound", answer?["errorType"]);
        Assert.Contains("stage \"a\"", answer!["errorMessage"], StringComparison.Ordinal);
        Assert.Equal(1, worker.WaitForExit());
    }

    [Fact]
    public void What_fails_at_the_start_is_told_without_an_id()
    {
        using var worker = new WorkerProcess(Samples.Sample, "start");

        var answer = worker.Hello("""[{"name":"a","phases":["before"],"config":{"word":7}}]""");

        Assert.Equal(("error", "Runtime.InvalidConfiguration"), (answer?.Type, answer?["errorType"]));
        Assert.False(answer!.Header.TryGetProperty("id", out _));
        Assert.Contains("\"a\"", answer["errorMessage"], StringComparison.Ordinal);
        Assert.Equal(1, worker.WaitForExit());
    }

    [Fact]
    public void The_last_outcome_ends_the_program_with_status_0()
    {
        using var worker = WorkerProcess.Ready("last");

        var answer = worker.Invoke("1");

        Assert.Equal("""{"type":"result","id":1,"length":1,"last":true}""", answer.Header.GetRawText());
        Assert.Equal(0, worker.WaitForExit());
    }

    [Fact]
    public void Several_events_at_a_time_run_at_once()
    {
        using var worker = WorkerProcess.Ready("many");
        foreach (var name in (string[])["1", "2", "3"])
            _ = worker.SendInvoke(Encoding.UTF8.GetBytes(name));

        var answers = Enumerable.Range(0, 3).Select(_ => worker.Receive()!).ToDictionary(static frame => frame.Header.GetProperty("id").GetInt32());

        Assert.All(answers, static pair => Assert.Equal($"met {pair.Key}", pair.Value.Text));
        Assert.Equal(0, worker.Shutdown());
    }

    [Fact]
    public void A_ping_is_answered_while_events_are_under_way()
    {
        using var worker = WorkerProcess.Ready("many");
        _ = worker.SendInvoke("1"u8.ToArray());
        worker.Send("""{"type":"ping","token":{"a":1}}""");

        Assert.Equal("""{"type":"pong","token":{"a":1}}""", worker.Receive()!.Header.GetRawText());
    }

    [Fact]
    public void A_shutdown_lets_events_under_way_finish()
    {
        using var worker = WorkerProcess.Ready("many");
        for (var i = 0; i < 3; i++)
            _ = worker.SendInvoke("x"u8.ToArray());
        worker.Send("""{"type":"shutdown","graceMs":1000,"reason":"test"}""");

        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal("result", worker.Receive()?.Type));
        Assert.Equal(0, worker.WaitForExit());
    }

    [Fact]
    public void A_function_hears_that_its_time_is_over()
    {
        using var worker = WorkerProcess.Ready("slow");

        Assert.Equal("cancelled", worker.Invoke("", more: ""","deadline":4102444800000,"cancelAt":1""").Text);
        Assert.Equal("cancelled", worker.Invoke("", more: ""","deadline":1""").Text);
    }

    [Fact]
    public void A_host_that_is_gone_ends_the_program_whatever_it_does()
    {
        using var worker = WorkerProcess.Ready("large");
        _ = worker.SendInvoke("6291556"u8.ToArray());

        // The answer does not fit into the socket: the program is writing, or about to.
        worker.Close();

        Assert.Equal(0, worker.WaitForExit());
    }

    [Fact]
    public void What_is_no_frame_ends_the_program_with_a_word()
    {
        using var worker = WorkerProcess.Ready("mark");
        worker.Send("no frame");

        Assert.Equal(1, worker.WaitForExit());
        Assert.Contains("sor: the channel to the host is broken: a header is not JSON", worker.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_first_frame_that_is_no_hello_is_told()
    {
        using var worker = new WorkerProcess(Samples.Sample, "mark");
        worker.Send("""{"type":"ping","token":1}""");

        Assert.Equal("Runtime.ProtocolError", worker.Receive()?["errorType"]);
        Assert.Equal(1, worker.WaitForExit());
    }

    [Fact]
    public void Children_do_not_hear_of_the_channel_and_prints_are_log()
    {
        using var child = WorkerProcess.Ready("child");
        using var print = WorkerProcess.Ready("print");

        Assert.Equal("no channel", child.Invoke("1").Text);
        Assert.Equal("1", print.Invoke("1").Text);
        Assert.Equal("printed\n", print.Output);
    }
}

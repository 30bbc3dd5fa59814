using System.Text;

namespace Sor.Wasm.Tests;

/// <summary>What a guest is given, and what becomes of what it says.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(6_291_556)]
    public void Bytes_pass_as_they_are(int size)
    {
        using var host = new WasmHost().With("echo", Wat.Echo);
        var payload = new byte[size];
        new Random(size).NextBytes(payload);

        _ = host.Worker.SendInvoke(payload, "echo", more: ""","contentType":"image/png" """);
        var answer = host.Worker.Receive()!;

        Assert.Equal("result", answer.Type);
        Assert.Equal(payload, answer.Body);
    }

    [Fact]
    public void A_guest_finds_its_name_phase_configuration_and_context()
    {
        const string Show = """
            (drop (call $args_sizes (i32.const 0) (i32.const 4)))
            (drop (call $args (i32.const 16) (i32.const 1024)))
            (call $out)
            (drop (call $environ_sizes (i32.const 0) (i32.const 4)))
            (drop (call $environ (i32.const 16) (i32.const 1024)))
            (call $out)
            """;
        const string Out = "(func $out (i32.store (i32.const 0) (i32.const 1024)) (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8))))";
        using var host = new WasmHost().With("show", Wat.Program(Show, Out), """{"word":"ä"}""");

        var text = host.Invoke("show", phase: "after", more: ""","deadline":4102444800000,"context":{"requestId":"r-1"}""").Text.Split('\0');

        Assert.Equal(["show", "after", "SOR_STAGE=show", """SOR_STAGE_CONFIG={"word":"ä"}"""], text[..4]);
        Assert.Matches("""^SOR_CONTEXT=\{"contentType":"application/json","deadline":4102444800000,"remainingMs":\d+,"requestId":"r-1"\}$""", text[4]);
        Assert.Equal([""], text[5..]);
    }

    [Fact]
    public void Status_80_is_a_reply()
    {
        using var host = new WasmHost().With("deny", Wat.Say("""{"statusCode":403}""", status: 80));

        var answer = host.Invoke("deny");

        Assert.Equal(("reply", """{"statusCode":403}"""), (answer.Type, answer.Text));
    }

    [Fact]
    public void Any_other_status_is_a_failure_with_the_last_line_of_the_log()
    {
        using var host = new WasmHost().With("bad", Wat.Say("{}", log: "first\nno such order\n", status: 3));

        var answer = host.Invoke("bad");

        Assert.Equal(("error", "Runtime.StageFailed", "stage \"bad\" ended with status 3 in phase before: no such order"), (answer.Type, answer["errorType"], answer["errorMessage"]));
        Assert.Equal(["first", "no such order"], host.Worker.Before.Where(static frame => frame.Type == "log").Select(static frame => frame["message"]));
    }

    [Fact]
    public void A_note_says_better_why()
    {
        using var host = new WasmHost().With("bad", Wat.Say(note: """{"error":{"errorType":"Unauthorized","errorMessage":"no token","retry":false}}""", status: 1));

        var answer = host.Invoke("bad");

        Assert.Equal(("Unauthorized", "no token", "False"), (answer["errorType"], answer["errorMessage"], answer["retry"]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(80)]
    public void No_output_is_a_failure(int status)
    {
        using var host = new WasmHost().With("mute", Wat.Say(status: status));

        Assert.Equal($"stage \"mute\" ended with status {status} and without output in phase before", host.Invoke("mute")["errorMessage"]);
    }

    [Fact]
    public void One_line_feed_at_the_end_is_dropped_from_JSON_only()
    {
        using var host = new WasmHost().With("line", Wat.Say("{}\n\n"));

        Assert.Equal("{}\n", host.Invoke("line", more: ""","contentType":"application/cloudevents+json; charset=utf-8" """).Text);
        Assert.Equal("{}\n\n", host.Invoke("line", more: ""","contentType":"text/plain" """).Text);
    }

    [Fact]
    public void Notes_reach_the_host()
    {
        using var host = new WasmHost().With("note", Wat.Say("ok", note: """
            {"attributes":{"user":"ada","roles":["a"]}}
            {"state":{"origin":"x"},"contentType":"text/plain"}
            """));

        var answer = host.Invoke("note");

        Assert.Equal("text/plain", answer["contentType"]);
        var notes = host.Worker.Before.Where(static frame => frame.Type == "note").ToList();
        Assert.Equal("""{"user":"ada","roles":["a"]}""", notes[0]["attributes"]);
        Assert.Equal("""{"origin":"x"}""", notes[1]["state"]);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"attributes\":")]
    public void Notes_that_are_no_objects_fail(string note)
    {
        using var host = new WasmHost().With("note", Wat.Say("ok", note: note));

        Assert.Contains("a note is no JSON object", host.Invoke("note")["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_call_is_a_fresh_instance()
    {
        // Fails when a page that it wrote in an earlier call is still there.
        using var host = new WasmHost().With("fresh", Wat.Program("""
            (if (i32.load (i32.const 100000)) (then unreachable))
            (if (global.get $calls) (then unreachable))
            (i32.store (i32.const 100000) (i32.const 1))
            (global.set $calls (i32.const 1))
            """, "(global $calls (mut i32) (i32.const 0))"));

        for (var count = 0; count < 20; count++)
            Assert.Equal("result", host.Invoke("fresh", "").Type);
    }

    [Fact]
    public void Many_events_at_a_time_get_their_own_answers()
    {
        using var host = new WasmHost().With("echo", Wat.Echo);
        var sent = Enumerable.Range(0, 100).ToDictionary(number => host.Worker.SendInvoke(Encoding.UTF8.GetBytes($"{number}"), "echo"), static number => $"{number}");

        for (var count = 0; count < 100; count++)
        {
            var answer = host.Worker.Receive()!;
            Assert.True(sent.Remove(answer.Header.GetProperty("id").GetInt32(), out var text));
            Assert.Equal(text, answer.Text);
        }
    }

    [Fact]
    public void The_handler_has_errors_of_its_own()
    {
        using var host = new WasmHost().With("bad", Wat.Say(status: 1)).With("loop", Wat.EndlessLoop);

        Assert.Equal("Runtime.ExitError", host.Invoke("bad", phase: "handle")["errorType"]);
        Assert.Equal("Runtime.HandlerTimeout", host.Invoke("loop", phase: "handle", more: WasmHost.DueIn(100))["errorType"]);
    }
}

using System.Globalization;
using System.Text.Json;

namespace Sor.Processes.Tests;

/// <summary>Documents in envelopes: answers name the event that they belong to, and can do what frames can.</summary>
public sealed class LinesEnvelopeTests
{
    private const string Echo = "write(json.dumps({'id': value['id'], 'event': value['event']}) + '\\n')";

    [Fact]
    public void It_is_told_phase_context_and_event_and_one_process_serves_all_phases()
    {
        using var host = new LoopHost();
        using var program = Make(host, "write(json.dumps({'id': value['id'], 'event': [value, os.getpid()]}) + '\\n')");
        host.Run(async () =>
        {
            var first = JsonDocument.Parse((await program.RunAsync(Phase.Before, Calls.Of("{\n\"a\":1}"))).Text()).RootElement;
            var second = JsonDocument.Parse((await program.RunAsync(Phase.After, Calls.Of("2"))).Text()).RootElement;
            Assert.Equal("before", first[0].GetProperty("phase").GetString());
            Assert.Equal("after", second[0].GetProperty("phase").GetString());
            Assert.Equal(1, first[0].GetProperty("event").GetProperty("a").GetInt32());
            Assert.Equal("r", first[0].GetProperty("context").GetProperty("requestId").GetString());
            Assert.Equal("under-test", first[0].GetProperty("context").GetProperty("function").GetProperty("name").GetString());
            Assert.Equal("application/json", first[0].GetProperty("context").GetProperty("contentType").GetString());
            Assert.NotEqual(first[0].GetProperty("id").GetInt64(), second[0].GetProperty("id").GetInt64());
            Assert.Equal(first[1].GetInt32(), second[1].GetInt32());
        });
    }

    [Fact]
    public void It_may_reply_fail_in_good_order_and_leave_notes()
    {
        using var host = new LoopHost();
        using var program = Make(host, """
            id = value['id']
            write(json.dumps({
                'reply': {'id': id, 'reply': {'denied': True}, 'notes': {'contentType': 'application/vnd.sor.http-response+json'}},
                'error': {'id': id, 'error': {'errorType': 'Unauthorized', 'errorMessage': 'no token', 'retry': True}},
                'notes': {'id': id, 'event': value['context'].get('state'), 'notes': {'state': {'n': 1}, 'attributes': {'user': 'u'}}},
            }[value['event']]) + '\n')
            """);
        host.Run(async () =>
        {
            var reply = await program.RunAsync(Phase.Before, Calls.Of("\"reply\""));
            Assert.Equal(OutcomeKind.Reply, reply.Kind);
            Assert.Equal("""{"denied": true}""", reply.Text());
            Assert.Equal(ContentTypes.HttpResponse, reply.Payload.ContentType);

            var failure = (await program.RunAsync(Phase.Before, Calls.Of("\"error\""))).Failed("Unauthorized", "no token", isBreakdown: false);
            Assert.True(failure.Retry);
            Assert.Equal("filter", failure.Stage);

            var invocation = Calls.Of("\"notes\"");
            Assert.Equal("null", (await program.RunAsync(Phase.Before, invocation)).Text());
            Assert.Equal("""{"n": 1}""", (await program.RunAsync(Phase.After, invocation)).Text());
            Assert.Equal("\"u\""u8.ToArray(), invocation.Context.Notes.Find("filter")!.Attributes["user"]);
        });
        Assert.Empty(host.Restarts);
    }

    [Theory]
    [InlineData("{'event': 1}", "without the id")]
    [InlineData("{'id': 'x', 'event': 1}", "without the id")]
    [InlineData("{'id': value['id'] - 1, 'event': 1}", "the id of another event")]
    [InlineData("{'id': value['id']}", "exactly one of")]
    [InlineData("{'id': value['id'], 'event': 1, 'reply': 2}", "exactly one of")]
    [InlineData("{'id': value['id'], 'error': 'no'}", "not an object")]
    [InlineData("[1]", "not an object")]
    public void An_answer_that_belongs_to_nobody_ends_the_process(string answer, string message)
    {
        using var host = new LoopHost();
        using var program = Make(host, $"if value['event'] == 'bad':\n    write(json.dumps({answer}) + '\\n')\nelse:\n    {Echo}");
        host.Run(async () =>
        {
            _ = (await program.RunAsync(Phase.Before, Calls.Of("\"bad\""))).Failed("Runtime.StageFailed", message);
            Assert.Equal("2", (await program.RunAsync(Phase.Before, Calls.Of("2"))).Text());
        });
        Assert.Single(host.Restarts);
    }

    [Fact]
    public void Notes_above_their_limit_fail_the_event()
    {
        using var host = new LoopHost();
        using var program = Make(host, "write(json.dumps({'id': value['id'], 'event': 1, 'notes': {'state': 'x' * value['event']}}) + '\\n')");
        host.Run(async () =>
        {
            Assert.Equal("1", (await program.RunAsync(Phase.Before, Calls.Of(Size(InvocationNotes.MaxStateBytes - 2)))).Text());
            _ = (await program.RunAsync(Phase.Before, Calls.Of(Size(InvocationNotes.MaxStateBytes - 1)))).Failed("Runtime.StageFailed", "state is larger");
        });
    }

    private static string Size(int size) => size.ToString(CultureInfo.InvariantCulture);

    private static LinesProgram Make(LoopHost host, string code) =>
        host.Python(code, options => options with { Envelope = true, Phases = Phase.Before | Phase.After });
}

using System.Globalization;
using System.Text.Json;
using Sor.BuiltIns;

namespace Sor.Library.Tests;

/// <summary>In which order <c>cloudevents</c> runs the records of a batch, and how many at a time. Each record ends when its test says so.</summary>
public sealed class BatchTests
{
    private readonly Inside _inside = new();
    private readonly List<string> _said = [];
    private long _now;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task So_many_are_under_way_and_the_next_begins_when_one_ends(int concurrency)
    {
        var reply = RunAsync(Queue("q", "abcdefgh"), concurrency);

        for (var i = 0; i < 8; i++)
        {
            Assert.Equal(Enumerable.Range(0, Math.Min(8, i + concurrency)), _inside.Begun);
            _inside.End(i);
        }

        Assert.Equal("""{"batchItemFailures":[]}""", await reply);
    }

    [Fact]
    public async Task They_may_end_in_any_order_and_each_failure_is_named()
    {
        var reply = RunAsync(Queue("q", "abcd"), 3);

        _inside.End(2, fails: true);
        Assert.Equal([0, 1, 2, 3], _inside.Begun);
        _inside.End(3);
        _inside.End(0, fails: true);
        Assert.False(reply.IsCompleted);
        _inside.End(1);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"0"},{"itemIdentifier":"2"}]}""", await reply);
    }

    [Fact]
    public async Task A_group_is_in_order_while_others_go_on()
    {
        var reply = RunAsync(Queue("q.fifo", "aabbc"), 3);

        Assert.Equal([0, 2, 4], _inside.Begun);
        _inside.End(4);
        Assert.Equal([0, 2, 4], _inside.Begun);
        _inside.End(2);
        _inside.End(0);
        Assert.Equal([0, 2, 4, 3, 1], _inside.Begun);
        _inside.End(1);
        _inside.End(3);

        Assert.Equal("""{"batchItemFailures":[]}""", await reply);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task A_failure_stops_its_own_group(int concurrency)
    {
        _inside.EndsAtOnce = record => record != 1;

        var reply = await RunAsync(Queue("q.fifo", "aabbacb"), concurrency);

        Assert.Equal([0, 1, 2, 3, 5, 6], _inside.Begun.Order());
        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"},{"itemIdentifier":"4"}]}""", reply);
    }

    [Fact]
    public async Task With_one_at_a_time_groups_keep_the_order_of_the_event()
    {
        _inside.EndsAtOnce = static _ => true;

        Assert.Equal("""{"batchItemFailures":[]}""", await RunAsync(Queue("q.fifo", "abcabba"), 1));
        Assert.Equal(Enumerable.Range(0, 7), _inside.Begun);
    }

    [Fact]
    public async Task A_shard_has_one_under_way_and_stops_at_the_first_failure()
    {
        var reply = RunAsync(Stream(4), 8);

        Assert.Equal([0], _inside.Begun);
        _inside.End(0);
        Assert.Equal([0, 1], _inside.Begun);
        _inside.End(1, fails: true);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"1"}]}""", await reply);
        Assert.Equal([0, 1], _inside.Begun);
    }

    [Fact]
    public async Task Partitions_go_side_by_side_and_each_stops_for_itself()
    {
        var reply = RunAsync(Kafka(3, 1, 2), 8);

        Assert.Equal([0, 3, 4], _inside.Begun);
        _inside.End(4);
        _inside.End(5);
        _inside.End(3, fails: true);
        _inside.End(0);
        _inside.End(1, fails: true);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":{"partition":"t-0","offset":1}},{"itemIdentifier":{"partition":"t-1","offset":3}}]}""", await reply);
        Assert.Equal([0, 3, 4, 5, 1], _inside.Begun);
    }

    [Fact]
    public async Task When_time_is_up_what_is_under_way_ends_and_nothing_begins()
    {
        var reply = RunAsync(Queue("q", "abcdef"), 2);

        _inside.End(0);
        _now = 100;
        _inside.End(1);
        _inside.End(2, fails: true);

        Assert.Equal("""{"batchItemFailures":[{"itemIdentifier":"2"},{"itemIdentifier":"3"},{"itemIdentifier":"4"},{"itemIdentifier":"5"}]}""", await reply);
        Assert.Equal([0, 1, 2], _inside.Begun);
        Assert.Single(_said, static line => line.StartsWith("time was up before record 3 of 6", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_has_its_own_notes_and_the_record_is_one()
    {
        var context = NewContext();
        context.Notes.For("outer").Attributes["tenant"] = "1"u8.ToArray();
        var reply = RunAsync(Queue("q", "ab"), 2, context);

        var (first, second) = (_inside.Contexts[0], _inside.Contexts[1]);
        first.Notes.For("inner").State = "1"u8.ToArray();
        Assert.Null(second.Notes.Find("inner"));
        Assert.Equal("1"u8.ToArray(), second.Notes.Find("outer")!.Attributes["tenant"]);
        Assert.True(first.IsConcurrent);
        Assert.Same(context.Record, second.Record);
        _inside.End(1);
        _inside.End(0);

        Assert.Equal("""{"batchItemFailures":[]}""", await reply);
    }

    [Fact]
    public async Task One_alone_may_be_waited_for_patiently()
    {
        _inside.EndsAtOnce = static _ => true;

        _ = await RunAsync(Queue("q", "a"), 8);

        Assert.False(_inside.Contexts[0].IsConcurrent);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("1.5")]
    [InlineData("\"2\"")]
    public void A_number_that_is_none_is_refused(string concurrency)
    {
        Assert.Null(BuiltInCatalogue.MakeBoundary("cloudevents", $$"""{"concurrency":{{concurrency}}}""", Host(), out var problem));
        Assert.StartsWith("config.concurrency: a whole number from 1 to 64 belongs here", problem, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string @event, int concurrency, InvocationContext? context = null)
    {
        var stage = BuiltInCatalogue.MakeBoundary("cloudevents", string.Create(CultureInfo.InvariantCulture, $$"""{"concurrency":{{concurrency}}}"""), Host(), out var problem);
        Assert.True(stage is not null, problem);
        return Calls.Text(await stage.InvokeAsync(new Invocation(context ?? NewContext(), Calls.Of(@event).Payload), new Next([_inside], 0)));
    }

    private static InvocationContext NewContext() => new() { RequestId = "request-1", Trigger = "lambda", CutOffTimestamp = 100 };

    private BuiltInHost Host() => new() { Clock = () => _now, FillRandom = static _ => { }, WriteLine = static _ => { }, Say = _said.Add };

    private static string Queue(string queue, string groups) => $$"""{"Records":[{{string.Join(',', groups.Select((group, i) =>
        $$$"""{"messageId":"{{{i}}}","body":"","attributes":{"MessageGroupId":"{{{group}}}"},"messageAttributes":{},"eventSource":"aws:sqs","eventSourceARN":"arn:aws:sqs:r:1:{{{queue}}}"}"""))}}]}""";

    private static string Stream(int count) => $$"""{"Records":[{{string.Join(',', Enumerable.Range(0, count).Select(i =>
        $$$"""{"kinesis":{"partitionKey":"p","sequenceNumber":"{{{i}}}","data":"MQ==","approximateArrivalTimestamp":1700000000.05},"eventSource":"aws:kinesis","eventID":"{{{i}}}","eventSourceARN":"arn:aws:kinesis:r:1:stream/s"}"""))}}]}""";

    /// <summary>Offsets count through all partitions.</summary>
    private static string Kafka(params int[] partitions)
    {
        var offset = 0;
        var groups = partitions.Select((count, partition) => $"\"t-{partition}\":[{string.Join(',', Enumerable.Range(0, count).Select(_ =>
            $$"""{"topic":"t","partition":{{partition}},"offset":{{offset++}},"timestamp":1700000000123,"value":"MQ==","headers":[]}"""))}]");
        return $$"""{"eventSource":"aws:kafka","eventSourceArn":"arn:aws:kafka:r:1:cluster/c","records":{ {{string.Join(',', groups)}} } }""";
    }

    /// <summary>The stages inside: a record is under way until its test ends it.</summary>
    private sealed class Inside : IStage
    {
        private readonly Dictionary<int, TaskCompletionSource<Outcome>> _running = [];

        public string Name => "inside";

        /// <summary>Records in the order in which they began.</summary>
        internal List<int> Begun { get; } = [];

        internal List<InvocationContext> Contexts { get; } = [];

        /// <summary>Whether a record succeeds in the call itself (true) or fails; null: they wait for their end.</summary>
        internal Func<int, bool>? EndsAtOnce { get; set; }

        public ValueTask<Outcome> InvokeAsync(Invocation invocation, Next next)
        {
            using var json = JsonDocument.Parse(invocation.Payload.Bytes);
            var id = json.RootElement.GetProperty("id").GetString()!;
            var record = int.Parse(id[(id.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture);
            Begun.Add(record);
            Contexts.Add(invocation.Context);
            if (EndsAtOnce is { } succeeds)
                return new ValueTask<Outcome>(OutcomeOf(!succeeds(record)));
            return new ValueTask<Outcome>((_running[record] = new TaskCompletionSource<Outcome>()).Task);
        }

        internal void End(int record, bool fails = false) => _running[record].SetResult(OutcomeOf(fails));

        private static Outcome OutcomeOf(bool fails) => fails
            ? Outcome.Of(new Failure { ErrorType = "Broken", ErrorMessage = "as it should", Stage = "inside", Phase = Phase.Handle, Class = FailureClass.Handler })
            : Outcome.Of(new Payload("null"u8.ToArray(), ContentTypes.Json));
    }
}

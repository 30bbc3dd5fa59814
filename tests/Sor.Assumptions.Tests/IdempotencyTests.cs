namespace Sor.Assumptions.Tests;

/// <summary>A short circuit with what an earlier invocation answered, of any content type.</summary>
public sealed class IdempotencyTests(IdempotencyTests.Fixture kinds) : IClassFixture<IdempotencyTests.Fixture>
{
    [Theory]
    [InlineData("rest")]
    [InlineData("rest-binary")]
    [InlineData("alb")]
    [InlineData("alb-multi")]
    [InlineData("sqs")]
    [InlineData("cloudevent")]
    public async Task The_same_event_is_handled_once(string name)
    {
        var handled = kinds.Handled();

        var first = await kinds.InvokeAsync(Programs.Event(name), requestId: "first");
        var second = await kinds.InvokeAsync(Programs.Event(name), requestId: "second");

        Assert.False(first.IsError);
        Assert.Equal(first, second);
        Assert.Equal(handled + 1, kinds.Handled());
    }

    [Fact]
    public async Task Bytes_are_replayed_with_their_type()
    {
        var @event = Programs.Event("cloudevent", ("A234-1234", "please-answer-bytes"));
        var handled = kinds.Handled();

        var first = await kinds.InvokeAsync(@event);
        var second = await kinds.InvokeAsync(@event);

        Assert.Equal(Reply.Response("\0\u00ff\n\n", ContentTypes.OctetStream), first);
        Assert.Equal(first, second);
        Assert.Equal(handled + 1, kinds.Handled());
    }

    [Fact]
    public async Task A_failure_is_not_stored()
    {
        var @event = Programs.Event("cloudevent", ("A234-1234", "please-fail"));
        var handled = kinds.Handled();

        Assert.True((await kinds.InvokeAsync(@event)).IsError);
        Assert.True((await kinds.InvokeAsync(@event)).IsError);

        Assert.Equal(handled + 2, kinds.Handled());
    }

    [Fact]
    public async Task Events_without_a_key_are_handled_each_time()
    {
        var handled = kinds.Handled();

        await kinds.InvokeAsync([0, 0xFF, 0x0A], ContentTypes.OctetStream);
        await kinds.InvokeAsync([0, 0xFF, 0x0A], ContentTypes.OctetStream);

        Assert.Equal(handled + 2, kinds.Handled());
    }

    public sealed class Fixture() : Kinds(new Middleware("idempotency", [Phase.Before, Phase.After], static _ => new IdempotencyProgram()))
    {
        private readonly TemporaryFolder _stores = new();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            _stores.Dispose();
        }

        protected override string ConfigOf(string kind) => $$"""{"store":"{{Directory.CreateDirectory(_stores[kind]).FullName}}"}""";
    }
}

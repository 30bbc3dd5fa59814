namespace Sor.Core.Tests;

public sealed class ShortCircuitTests
{
    [Theory]
    [InlineData(0, "before a", "stop")]
    [InlineData(1, "before a, before b, after a", "stop <a")]
    [InlineData(2, "before a, before b, before c, after b, after a", "stop <b <a")]
    public async Task A_reply_turns_round_where_it_is_given(int position, string journal, string answer)
    {
        ScriptedProgram[] programs = [Flow.Middleware("a"), Flow.Middleware("b"), Flow.Middleware("c"), Flow.Handler()];
        programs[position].On(Phase.Before, static _ => Outcomes.Reply("stop"));

        var flow = await Flow.RunAsync(programs);

        Assert.Equal(journal, flow.Journal);
        Assert.Equal(answer, flow.Answer);
    }

    [Fact]
    public async Task A_reply_of_the_handler_is_simply_its_answer()
    {
        var flow = await Flow.RunAsync(Flow.Middleware("a"), Flow.Handler().On(Phase.Handle, static _ => Outcomes.Reply("done")));

        Assert.Equal("done <a", flow.Answer);
    }

    [Fact]
    public async Task A_reply_of_an_after_is_simply_its_payload()
    {
        var flow = await Flow.RunAsync(
            Flow.Middleware("a"), Flow.Middleware("b").On(Phase.After, static _ => Outcomes.Reply("new")), Flow.Handler());

        Assert.Equal("before a, before b, handle h, after b, after a", flow.Journal);
        Assert.Equal("new <a", flow.Answer);
    }

    [Fact]
    public async Task A_reply_keeps_its_content_type_on_the_way_out()
    {
        var flow = await Flow.RunAsync(Flow.Middleware("a", Phase.Before).On(Phase.Before, static _ => Outcomes.Reply("<p>", "text/html")), Flow.Handler());

        Assert.Equal("text/html", flow.Outcome.Payload.ContentType);
    }

    [Fact]
    public async Task In_the_prototypes_order_a_reply_is_seen_by_every_after()
    {
        var flow = await Flow.RunInPrototypeOrderAsync(
            Flow.Middleware("a").On(Phase.Before, static _ => Outcomes.Reply("stop")), Flow.Middleware("b"), Flow.Handler());

        Assert.Equal("before a, after a, after b", flow.Journal);
        Assert.Equal("stop <a <b", flow.Answer);
    }
}

using System.Diagnostics;
using System.Text;
using Sor.Core;

namespace Sor.Assumptions.Tests;

/// <summary>That the provider knowledge of the three middlewares can move into one stage, with the contract as it is.</summary>
public sealed class HttpBoundaryTests
{
    [Theory]
    [InlineData("rest")]
    [InlineData("rest-binary")]
    [InlineData("alb")]
    [InlineData("alb-multi")]
    public async Task A_reply_in_the_common_form_leaves_in_the_providers_own(string name)
    {
        var @event = Programs.Event(name, ("Bearer good", "Bearer stolen"));
        await using var native = new BuiltInSubject(new JwtProgram("""{"token":"good"}"""));

        var outcome = await InvokeAsync(@event);

        var expected = await native.InvokeAsync(@event, ContentTypes.Json, "r");
        Assert.Equal(expected, Reply.Response(Encoding.Latin1.GetString(outcome.Payload.Bytes.Span), outcome.Payload.ContentType));
    }

    [Fact]
    public async Task Where_no_client_waits_a_reply_in_the_common_form_is_a_failure()
    {
        var outcome = await InvokeAsync(Programs.Event("sqs"));

        Assert.Equal("Runtime.NoHttpClient", outcome.Failure!.ErrorType);
    }

    private static async Task<Outcome> InvokeAsync(byte[] @event)
    {
        var pipeline = new Pipeline(
            [new HttpBoundaryStage(), new PhaseStage(new FormJwtProgram(), StagePolicy.None, Stopwatch.GetTimestamp), new HandlerStage(new HandlerProgram(), Stopwatch.GetTimestamp)]);
        return await pipeline.InvokeAsync(new Invocation(new InvocationContext { RequestId = "r", Trigger = "lambda" }, new Payload(@event, ContentTypes.Json)));
    }
}

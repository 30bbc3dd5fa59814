namespace Sor.Assumptions.Tests;

/// <summary>Deny: an answer in place of the handler where an HTTP client waits, a failure where nobody does.</summary>
public sealed class JwtTests(JwtTests.Fixture kinds) : IClassFixture<JwtTests.Fixture>
{
    private const string Done = """{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"done","isBase64Encoded":false}""";

    [Theory]
    [InlineData("rest")]
    [InlineData("rest-binary")]
    [InlineData("alb")]
    [InlineData("sqs")]
    [InlineData("cloudevent")]
    public async Task A_valid_token_passes(string name) => Assert.Equal(Reply.Response(Done), await kinds.InvokeAsync(Programs.Event(name)));

    [Theory]
    [InlineData("rest", """{"statusCode":401,"headers":{"content-type":"text/plain"},"body":"unauthorized","isBase64Encoded":false}""")]
    [InlineData("rest-binary", """{"statusCode":401,"headers":{"content-type":"text/plain"},"body":"unauthorized","isBase64Encoded":false}""")]
    [InlineData("alb", """{"statusCode":401,"statusDescription":"401 Unauthorized","headers":{"content-type":"text/plain"},"body":"unauthorized","isBase64Encoded":false}""")]
    [InlineData("alb-multi", """{"statusCode":401,"statusDescription":"401 Unauthorized","multiValueHeaders":{"content-type":["text/plain"]},"body":"unauthorized","isBase64Encoded":false}""")]
    public async Task Another_token_is_answered_in_the_providers_own_form(string name, string denied)
    {
        var handled = kinds.Handled();

        Assert.Equal(Reply.Response(denied), await kinds.InvokeAsync(Programs.Event(name, ("Bearer good", "Bearer stolen"))));
        Assert.Equal(handled, kinds.Handled());
    }

    [Theory]
    [InlineData("sqs")]
    [InlineData("cloudevent")]
    public async Task Where_nobody_waits_another_token_is_a_failure(string name)
    {
        var reply = await kinds.InvokeAsync(Programs.Event(name, ("Bearer good", "Bearer stolen")));

        Assert.Equal(
            new Reply(true, ContentTypes.Json, "Function.Unauthorized", """{"errorMessage":"the event carries no valid token","errorType":"Unauthorized","stackTrace":[],"stage":"jwt","phase":"before","class":"stage","retry":false}"""),
            reply);
    }

    [Fact]
    public async Task Bytes_that_are_no_event_carry_no_token()
    {
        var reply = await kinds.InvokeAsync([0, 0xFF, 0x0A, 0x0D, 0xC3, 0x28], ContentTypes.OctetStream);

        Assert.Equal((true, "Function.Unauthorized"), (reply.IsError, reply.ErrorCategory));
    }

    [Fact]
    public async Task A_failure_of_the_handler_passes()
    {
        var reply = await kinds.InvokeAsync(Programs.Event("rest", ("/orders\", \"httpMethod", "/please-fail\", \"httpMethod")));

        Assert.Equal(
            new Reply(true, ContentTypes.Json, "Runtime.ExitError", """{"errorMessage":"the handler exited with status 1; its last words: cannot do this","errorType":"Runtime.ExitError","stackTrace":[]}"""),
            reply);
    }

    public sealed class Fixture() : Kinds(new Middleware("jwt", [Phase.Before], static config => new JwtProgram(config)))
    {
        protected override string ConfigOf(string kind) => """{"token":"good"}""";
    }
}

namespace Sor.Assumptions.Tests;

/// <summary>State: what a stage remembers of the event reaches its own way out, and nothing else.</summary>
public sealed class CorsTests(CorsTests.Fixture kinds) : IClassFixture<CorsTests.Fixture>
{
    private const string Done = """{"statusCode":200,"headers":{"content-type":"text/plain"},"body":"done","isBase64Encoded":false}""";
    private const string Allowed = """{"statusCode":200,"headers":{"content-type":"text/plain","access-control-allow-origin":"https://shop.example"},"body":"done","isBase64Encoded":false}""";

    [Theory]
    [InlineData("rest", Allowed)]
    [InlineData("rest-binary", Allowed)]
    [InlineData("alb", Allowed)]
    [InlineData("alb-multi", """{"statusCode":200,"multiValueHeaders":{"content-type":["text/plain"],"access-control-allow-origin":["https://shop.example"]},"body":"done","isBase64Encoded":false}""")]
    public async Task An_origin_is_allowed_in_the_providers_own_form(string name, string allowed) =>
        Assert.Equal(Reply.Response(allowed), await kinds.InvokeAsync(Programs.Event(name)));

    [Theory]
    [InlineData("sqs")]
    [InlineData("cloudevent")]
    public async Task Where_there_is_no_origin_the_answer_passes(string name) => Assert.Equal(Reply.Response(Done), await kinds.InvokeAsync(Programs.Event(name)));

    [Fact]
    public async Task Another_origin_is_not_allowed() =>
        Assert.Equal(Reply.Response(Done), await kinds.InvokeAsync(Programs.Event("alb", ("https://shop.example", "https://evil.example"))));

    [Fact]
    public async Task A_binary_event_passes() =>
        Assert.Equal(Reply.Response(Done), await kinds.InvokeAsync([0, 0xFF, 0x0A, 0x0D, 0xC3, 0x28], ContentTypes.OctetStream));

    [Fact]
    public async Task A_failure_of_the_handler_passes() =>
        Assert.True((await kinds.InvokeAsync(Programs.Event("rest", ("/orders\", \"httpMethod", "/please-fail\", \"httpMethod")))).IsError);

    [Fact]
    public async Task State_does_not_reach_the_next_event_even_if_it_repeats_the_id()
    {
        var withOrigin = Programs.Event("alb");
        var without = Programs.Event("alb", ("\"origin\":\"https://shop.example\",", ""));
        var failing = Programs.Event("alb", ("/orders", "/please-fail"));

        Assert.Equal(Reply.Response(Allowed), await kinds.InvokeAsync(withOrigin, requestId: "same"));
        Assert.Equal(Reply.Response(Done), await kinds.InvokeAsync(without, requestId: "same"));

        // Its state is never asked for: it must not wait for the next.
        Assert.True((await kinds.InvokeAsync(failing, requestId: "same")).IsError);
        Assert.Equal(Reply.Response(Done), await kinds.InvokeAsync(without, requestId: "same"));
        Assert.Equal(Reply.Response(Allowed), await kinds.InvokeAsync(withOrigin, requestId: "same"));
    }

    public sealed class Fixture() : Kinds(new Middleware("cors", [Phase.Before, Phase.After], static config => new CorsProgram(config)))
    {
        protected override string ConfigOf(string kind) => """{"origins":["https://shop.example","https://other.example"]}""";
    }
}

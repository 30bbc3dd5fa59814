namespace Sor.Protocol.Tests;

public sealed class FrameHeaderTests
{
    [Fact]
    public void Ready_tells_version_and_concurrency()
    {
        var header = FrameFeed.Header("{\"type\":\"ready\",\"version\":1,\"concurrency\":8,\"features\":[\"x\"]}\n");

        Assert.Equal((FrameType.Ready, 1, 8), (header.Type, header.Version, header.Concurrency));
    }

    [Fact]
    public void Ready_without_concurrency_takes_one_event_at_a_time()
    {
        var header = FrameFeed.Header("{\"type\":\"ready\",\"version\":1}\n");

        Assert.Equal(1, header.Concurrency);
    }

    [Fact]
    public void Error_tells_everything_about_the_failure()
    {
        var header = FrameFeed.Header("{\"type\":\"error\",\"id\":3,\"errorType\":\"ValueError\",\"errorMessage\":\"no\",\"stackTrace\":[\"a\",7,\"b\"],\"retry\":true}\n");

        Assert.Equal((FrameType.Error, 3, "ValueError", "no", true), (header.Type, header.Id, header.ErrorType, header.ErrorMessage, header.Retry));
        Assert.Equal(["a", "b"], header.StackTrace);
    }

    [Fact]
    public void Log_tells_level_message_and_fields()
    {
        var header = FrameFeed.Header("{\"type\":\"log\",\"level\":\"WARN\",\"message\":\"a\\nb\",\"fields\":{\"x\":1}}\n");

        Assert.Equal((FrameType.Log, 0, "WARN", "a\nb"), (header.Type, header.Id, header.Level, header.Message));
        Assert.Equal("{\"x\":1}", System.Text.Encoding.UTF8.GetString(header.Fields.Span));
    }

    [Theory]
    [InlineData("result", FrameType.Result)]
    [InlineData("reply", FrameType.Reply)]
    [InlineData("note", FrameType.Note)]
    [InlineData("ping", FrameType.Unknown)]
    [InlineData("pong", FrameType.Pong)]
    [InlineData("r\\u0065sult", FrameType.Result)]
    [InlineData("Result", FrameType.Unknown)]
    [InlineData("partial", FrameType.Unknown)]
    [InlineData("", FrameType.Unknown)]
    public void Types_are_compared_exactly(string name, FrameType type) =>
        Assert.Equal(type, FrameFeed.Header($"{{\"type\":\"{name}\"}}\n").Type);

    [Fact]
    public void Texts_of_another_type_are_as_good_as_absent()
    {
        var header = FrameFeed.Header("{\"type\":\"error\",\"errorType\":{\"a\":[1]},\"errorMessage\":null,\"stackTrace\":\"x\",\"contentType\":7,\"retry\":\"true\"}\n");

        Assert.Equal((null, null, null, false), (header.ErrorType, header.ErrorMessage, header.ContentType, header.Retry));
        Assert.Empty(header.StackTrace);
    }

    [Fact]
    public void Nothing_of_the_previous_frame_is_left()
    {
        var feed = new FrameFeed();

        feed.Give("{\"type\":\"error\",\"id\":3,\"errorType\":\"A\",\"errorMessage\":\"b\",\"stackTrace\":[\"c\"],\"retry\":true,\"contentType\":\"d\",\"level\":\"e\",\"message\":\"f\",\"version\":2,\"concurrency\":3,\"length\":1}\nx{\"type\":\"note\"}\n"u8);

        var header = feed.Reader.Header;
        Assert.Equal((FrameType.Note, 0, 0, false, 0, 1), (header.Type, header.Id, header.Length, header.Retry, header.Version, header.Concurrency));
        Assert.Equal((null, null, null, null, null), (header.ErrorType, header.ErrorMessage, header.ContentType, header.Level, header.Message));
        Assert.Empty(header.StackTrace);
        Assert.True(feed.Reader.Body.IsEmpty);
    }

    [Theory]
    [InlineData("{\"id\":1}", "has no type")]
    [InlineData("{\"type\":1}", "\"type\" is not what it must be")]
    [InlineData("{\"type\":\"result\",\"id\":-1}", "\"id\" is not what it must be")]
    [InlineData("{\"type\":\"result\",\"id\":\"1\"}", "\"id\" is not what it must be")]
    [InlineData("{\"type\":\"result\",\"id\":9223372036854775808}", "\"id\" is not what it must be")]
    [InlineData("{\"type\":\"ready\",\"version\":\"1\"}", "\"version\" is not what it must be")]
    [InlineData("{\"type\":\"ready\",\"concurrency\":0}", "\"concurrency\" is not what it must be")]
    [InlineData("{\"type\":\"result\",\"id\":1,\"id\":1}", "the key \"id\" twice")]
    [InlineData("{\"type\":\"result\",\"x\":1,\"x\":1}", "the key \"x\" twice")]
    [InlineData("{\"type\":\"\\ud800\"}", "not Unicode")]
    [InlineData("{\"type\":\"log\",\"message\":\"\\udc00\"}", "not Unicode")]
    [InlineData("{\"type\":\"log\",\"\\ud800\":1}", "not Unicode")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{} {}", "not JSON")]
    public void A_broken_header_says_what_is_wrong(string line, string problem)
    {
        var feed = new FrameFeed();

        feed.Give(System.Text.Encoding.UTF8.GetBytes($"{line}\n"));

        Assert.True(feed.IsBroken);
        Assert.Contains(problem, feed.Reader.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_members_are_bounded()
    {
        var feed = new FrameFeed();

        feed.Give(System.Text.Encoding.UTF8.GetBytes($"{{\"type\":\"note\",{string.Join(',', Enumerable.Range(0, 65).Select(static i => $"\"m{i}\":{i}"))}}}\n"));

        Assert.True(feed.IsBroken);
        Assert.Contains("more than 64 unknown members", feed.Reader.Problem, StringComparison.Ordinal);
    }
}

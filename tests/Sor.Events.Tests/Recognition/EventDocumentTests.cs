using System.Text;

namespace Sor.Events.Tests.Recognition;

public sealed class EventDocumentTests
{
    private readonly EventDocument _document = new();

    [Theory]
    [InlineData("""{"body":"{\"requestContext\":{\"elb\":{}}}","requestContext":{"http":{"method":"GET"},"domainName":"x.execute-api.eu-west-1.amazonaws.com"}}""", EventKind.HttpApiV2)]
    [InlineData("""{"requestContext":{"domainName":"abc.lambda-url.eu-west-1.on.aws","http":{}}}""", EventKind.FunctionUrl)]
    [InlineData("""{"Records":[{"messageId":"1","eventSource":"aws:sqs"}]}""", EventKind.Sqs)]
    [InlineData(""" [{"specversion":"1.0"},{"specversion":"1.0"}] """, EventKind.CloudEventBatch)]
    [InlineData("""{"requestContext":{"http":"yes"}}""", EventKind.Raw)]
    [InlineData("""{"Records":[]}""", EventKind.Raw)]
    [InlineData("[]", EventKind.Raw)]
    [InlineData("3", EventKind.Raw)]
    public void A_kind_is_known_by_its_members(string json, EventKind kind)
    {
        _document.Load(Encoding.UTF8.GetBytes(json));

        Assert.Equal(kind, _document.Kind);
    }

    [Theory]
    [InlineData("""{"re\u0071uestContext":{"elb":{}}}""", EventKind.Alb)]
    [InlineData("""{"requestContext":{"\u0065lb":{}}}""", EventKind.Alb)]
    [InlineData("""{"a":{"requestContext":{"elb":{}}}}""", EventKind.Raw)]
    [InlineData("""{"requestContext":{"requestContext":{"elb":{}}}}""", EventKind.Raw)]
    [InlineData("""{"requestContext":[{"elb":{}}]}""", EventKind.Raw)]
    public void A_name_is_the_same_however_it_is_written(string json, EventKind kind)
    {
        _document.Load(Encoding.UTF8.GetBytes(json));

        Assert.Equal(kind, _document.Kind);
    }

    [Fact]
    public void A_name_that_is_half_of_a_surrogate_pair_is_refused() =>
        Assert.Contains("half of a surrogate pair", Assert.Throws<EventFormatException>(() => _document.Load("{\"re\\udc00uestContext\":1}"u8.ToArray())).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_event()
    {
        _document.Load(Encoding.UTF8.GetBytes("\uFEFF{\"awslogs\":{\"data\":\"\"}}"));

        Assert.Equal(EventKind.CloudWatchLogs, _document.Kind);
    }

    [Theory]
    [InlineData("", "", "is empty")]
    [InlineData("{\"a\":[1,2,{\"b/c\":tru}]}", "/a/2/b~1c", "is not JSON: line 1, byte 21")]
    [InlineData("{\"Records\":[{]}", "/Records/0", "is not JSON: line 1, byte 14")]
    [InlineData("{\"\":{\"a\":}}", "//a", "is not JSON: line 1, byte 10")]
    [InlineData("{} {}", "", "is not JSON")]
    [InlineData("{\"Records\":[],\"a\":1,\"Records\":[]}", "/Records", "'Records' stands twice")]
    [InlineData("{\"requestContext\":{\"http\":{},\"ht\\u0074p\":{}}}", "/requestContext/http", "'http' stands twice")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:sqs\",\"eventSource\":\"aws:s3\"}]}", "/Records/0/eventSource", "'eventSource' stands twice")]
    [InlineData("[{\"specversion\":\"1.0\"},{\"specversion\":\"1.0\",\"specversion\":\"1.0\"}]", "/1/specversion", "'specversion' stands twice")]
    public void What_is_no_event_is_refused_with_its_place(string json, string place, string problem)
    {
        var error = Assert.Throws<EventFormatException>(() => _document.Load(Encoding.UTF8.GetBytes(json)));

        Assert.Equal(place, error.Place);
        Assert.StartsWith(problem, error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_levels_are_refused_and_the_next_event_is_read()
    {
        var deep = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)));

        var error = Assert.Throws<EventFormatException>(() => _document.Load(deep));
        _document.Load("{\"awslogs\":{\"data\":\"\"}}"u8.ToArray());

        Assert.StartsWith("/a/a/a/", error.Place, StringComparison.Ordinal);
        Assert.Contains("nested more than 512 deep", error.Problem, StringComparison.Ordinal);
        Assert.Equal(EventKind.CloudWatchLogs, _document.Kind);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_refused() =>
        Assert.Throws<EventFormatException>(() => _document.Load(new byte[] { (byte)'"', 0xC0, 0xA0, (byte)'"' }));
}

using System.Text;
using Sor.DevServer.HttpFront;

namespace Sor.DevServer.Tests;

public sealed class FunctionUrlReplyTests
{
    [Theory]
    [InlineData("""{"greeting":"hi"}""")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void Whatever_describes_no_response_is_the_body_of_one(string result)
    {
        var reply = Read(result)!;

        Assert.Equal(200, reply.Status);
        Assert.Equal(result, Text(reply));
        Assert.Equal([new("Content-Type", "application/json")], reply.Headers);
    }

    [Fact]
    public void A_description_becomes_the_response()
    {
        var reply = Read("""{"statusCode":418,"headers":{"X-A":"1","content-type":"text/plain"},"cookies":["a=1","b=2"],"body":"short and stout"}""")!;

        Assert.Equal(418, reply.Status);
        Assert.Equal([new("X-A", "1"), new("content-type", "text/plain")], reply.Headers);
        Assert.Equal(["a=1", "b=2"], reply.Cookies);
        Assert.Equal("short and stout", Text(reply));
    }

    [Fact]
    public void A_base64_body_is_decoded() =>
        Assert.Equal([0, 255], Read("""{"statusCode":200,"isBase64Encoded":true,"body":"AP8="}""")!.Body.ToArray());

    [Fact]
    public void No_body_is_an_empty_one() => Assert.True(Read("""{"statusCode":204}""")!.Body.IsEmpty);

    [Theory]
    [InlineData("""{"statusCode":"200"}""")]
    [InlineData("""{"statusCode":99}""")]
    [InlineData("""{"statusCode":1e9}""")]
    [InlineData("""{"statusCode":200,"isBase64Encoded":true,"body":"%"}""")]
    [InlineData("""{"statusCode":200,"cookies":[1]}""")]
    [InlineData("not json")]
    [InlineData("")]
    public void A_description_that_makes_no_sense_is_none(string result) => Assert.Null(Read(result));

    private static FunctionUrlReply? Read(string result) => FunctionUrlReply.Read(Encoding.UTF8.GetBytes(result));

    private static string Text(FunctionUrlReply reply) => Encoding.UTF8.GetString(reply.Body.Span);
}

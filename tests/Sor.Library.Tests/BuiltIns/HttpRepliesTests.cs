using System.Text;
using Sor.BuiltIns;
using Sor.Events;

namespace Sor.Library.Tests.BuiltIns;

/// <summary>What goes back to the provider of a request, whatever the answer's type.</summary>
public sealed class HttpRepliesTests
{
    private const string Event = """{"requestContext":{"http":{"method":"GET"}}}""";

    private readonly HttpReplies _replies = new();

    [Theory]
    [InlineData(ContentTypes.HttpResponse, """{"statusCode":204}""", """{"statusCode":204,"headers":{},"cookies":[],"body":"","isBase64Encoded":false}""")]
    [InlineData(ContentTypes.Json, """{"statusCode":204}""", """{"statusCode":204,"headers":{},"cookies":[],"body":"","isBase64Encoded":false}""")]
    [InlineData(ContentTypes.Json, """{"a": 1.0}""", """{"statusCode":200,"headers":{"content-type":"application/json"},"cookies":[],"body":"{\"a\": 1.0}","isBase64Encoded":false}""")]
    [InlineData("text/plain", "é", """{"statusCode":200,"headers":{"content-type":"text/plain"},"cookies":[],"body":"é","isBase64Encoded":false}""")]
    [InlineData(ContentTypes.OctetStream, "a", """{"statusCode":200,"headers":{"content-type":"application/octet-stream"},"cookies":[],"body":"YQ==","isBase64Encoded":true}""")]
    public void A_response_is_taken_and_anything_else_is_the_body_of_one(string contentType, string answer, string reply) => Assert.Equal(reply, Encode(contentType, answer));

    [Theory]
    [InlineData(ContentTypes.HttpResponse, "{}", "has no statusCode")]
    [InlineData(ContentTypes.Json, "{", "is not JSON")]
    [InlineData("text/plain\r\nx: y", "a", "has a content type with a carriage return")]
    public void What_can_be_no_answer_is_refused(string contentType, string answer, string problem) =>
        Assert.Contains(problem, Assert.Throws<EventFormatException>(() => Encode(contentType, answer)).Message, StringComparison.Ordinal);

    private string Encode(string contentType, string answer)
    {
        var context = new InvocationContext { RequestId = "request-1", Trigger = "lambda", Event = new Payload(Encoding.UTF8.GetBytes(Event), ContentTypes.Json) };
        var reply = _replies.Encode(new Invocation(context, new Payload(Encoding.UTF8.GetBytes(answer), contentType)));
        Assert.Equal(ContentTypes.Json, reply.ContentType);
        return Encoding.UTF8.GetString(reply.Bytes.Span);
    }
}

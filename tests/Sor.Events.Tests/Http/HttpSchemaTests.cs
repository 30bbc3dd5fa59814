using Sor.TestSupport;

namespace Sor.Events.Tests.Http;

public sealed class HttpSchemaTests
{
    [Theory]
    [InlineData("""{"method":"GET","raw_path":"/"}""")]
    [InlineData("""{"httpMethod":"POST","path":"/a","headers":null,"pathParameters":{"a":"b"},"body":"x","requestContext":{"stage":"s","domainName":"d"}}""")]
    public void Requests_keep_the_schema(string e) => Assert.Empty(JsonSchema.Load("http-request:1").Check(HttpForms.Request(e)));
}

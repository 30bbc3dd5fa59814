using Sor.DevServer.InvokeApi;

namespace Sor.DevServer.Tests;

public sealed class FunctionReferenceTests
{
    [Theory]
    [InlineData("orders", "orders", null)]
    [InlineData("orders:prod", "orders", "prod")]
    [InlineData("123456789012:function:orders", "orders", null)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:orders", "orders", null)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST", "orders", "$LATEST")]
    [InlineData("arn:aws-cn:lambda:cn-north-1:1:function:orders:7", "orders", "7")]
    public void Every_spelling_names_the_same_function(string segment, string name, string? qualifier) =>
        Assert.Equal(new FunctionReference(name, qualifier), FunctionReference.Parse(segment));
}

using Sor.RuntimeApi.Server;

namespace Sor.RuntimeApi.Tests;

public sealed class ErrorTypeCategoryTests
{
    [Theory]
    [InlineData("Runtime.Foo", "Runtime.Foo")]
    [InlineData("Function.Foo", "Function.Foo")]
    [InlineData("MyRuntime.Foo", "MyRuntime.Foo")]
    [InlineData("Runtime.x Runtime.Foo", "Runtime.x Runtime.Foo")]
    [InlineData("Unhandled", "Runtime.Unknown")]
    [InlineData("Function.foo", "Function.Unknown")]
    [InlineData("Runtime.X", "Runtime.Unknown")]
    [InlineData("", "Runtime.Unknown")]
    [InlineData(null, "Runtime.Unknown")]
    public void Categories_are_kept_or_replaced_as_the_platform_does(string? sent, string kept) =>
        Assert.Equal(kept, ErrorTypeCategory.Sanitize(sent));
}

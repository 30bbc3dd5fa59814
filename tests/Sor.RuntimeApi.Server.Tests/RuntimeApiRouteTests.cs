using Sor.RuntimeApi.Server;

namespace Sor.RuntimeApi.Tests;

public sealed class RuntimeApiRouteTests
{
    [Theory]
    [InlineData("GET", "/2018-06-01/runtime/invocation/next", RuntimeApiCall.Next, "")]
    [InlineData("GET", "/2018-06-01/runtime/invocation/next?x=1", RuntimeApiCall.Next, "")]
    [InlineData("POST", "/2018-06-01/runtime/invocation/abc/response", RuntimeApiCall.Response, "abc")]
    [InlineData("POST", "/2018-06-01/runtime/invocation/abc/error", RuntimeApiCall.Error, "abc")]
    [InlineData("POST", "/2018-06-01/runtime/init/error", RuntimeApiCall.InitError, "")]
    public void Calls_are_told_apart(string method, string target, RuntimeApiCall call, string id) =>
        Assert.Equal(new RuntimeApiRoute(call, id), RuntimeApiRoute.Parse(method, target));

    [Fact]
    public void An_encoded_slash_belongs_to_the_id() =>
        Assert.Equal("a/b c", RuntimeApiRoute.Parse("POST", "/2018-06-01/runtime/invocation/a%2Fb%20c/response").RequestId);

    [Theory]
    [InlineData("POST", "/2018-06-01/runtime/invocation/next")]
    [InlineData("GET", "/2018-06-01/runtime/init/error")]
    [InlineData("GET", "/2018-06-01/runtime/invocation/abc/response")]
    public void Another_method_is_refused_as_such(string method, string target) =>
        Assert.Equal(RuntimeApiCall.WrongMethod, RuntimeApiRoute.Parse(method, target).Call);

    [Theory]
    [InlineData("/")]
    [InlineData("/2018-06-01/runtime/restore/next")]
    [InlineData("/2018-06-01/runtime/invocation//response")]
    [InlineData("/2018-06-01/runtime/invocation/abc/response/more")]
    [InlineData("/2020-01-01/extension/register")]
    public void Other_paths_are_unknown(string target) =>
        Assert.Equal(RuntimeApiCall.Unknown, RuntimeApiRoute.Parse("POST", target).Call);
}

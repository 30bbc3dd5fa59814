namespace Sor.RuntimeApi.Tests;

public sealed class RuntimeApiEndpointTests
{
    [Theory]
    [InlineData("127.0.0.1:9001", "127.0.0.1", 9001)]
    [InlineData("localhost", "localhost", 80)]
    [InlineData("localhost:65535", "localhost", 65535)]
    [InlineData("[::1]:9001", "::1", 9001)]
    public void Accepts_host_and_port(string value, string host, int port)
    {
        var endpoint = RuntimeApiEndpoint.Parse(value)!;

        Assert.Equal((host, port, value), (endpoint.Host, endpoint.Port, endpoint.Authority));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(":9001")]
    [InlineData("host:")]
    [InlineData("host:0")]
    [InlineData("host:65536")]
    [InlineData("host:-1")]
    [InlineData("host:+1")]
    [InlineData("host:1x")]
    [InlineData("host:99999999999")]
    [InlineData("http://host:9001")]
    [InlineData("host:9001/path")]
    [InlineData("host :9001")]
    [InlineData("host\r\nX: y")]
    public void Rejects_everything_else(string? value) => Assert.Null(RuntimeApiEndpoint.Parse(value));
}

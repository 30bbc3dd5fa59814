using System.Net;
using System.Text;
using System.Text.Json;

namespace Sor.DevServer.Tests;

public sealed class HttpFrontTests
{
    [Fact]
    public async Task A_plain_GET_runs_the_function_with_the_event_of_a_function_url()
    {
        await using var platform = await RunningPlatform.StartAsync();

        using var document = JsonDocument.Parse(await platform.Client.GetStringAsync(new Uri($"{platform.Endpoint}/a%2Fb?x=1")));

        Assert.Equal("/a%2Fb", document.RootElement.GetProperty("rawPath").GetString());
        Assert.Equal("GET", document.RootElement.GetProperty("requestContext").GetProperty("http").GetProperty("method").GetString());
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/cloudevents+json")]
    public async Task A_POST_of_json_is_the_event_itself(string type)
    {
        await using var platform = await RunningPlatform.StartAsync();

        Assert.Equal("""{"a": 1}""", await PostAsync(platform, """{"a":1}""", type));
    }

    [Theory]
    [InlineData("text/plain", "{}")]
    [InlineData("application/x-www-form-urlencoded", "a=1")]
    [InlineData("application/json", "{")]
    public async Task Any_other_body_comes_in_the_event_of_a_function_url(string type, string body)
    {
        await using var platform = await RunningPlatform.StartAsync();

        using var document = JsonDocument.Parse(await PostAsync(platform, body, type));

        Assert.Equal("2.0", document.RootElement.GetProperty("version").GetString());
    }

    [Fact]
    public async Task A_result_that_describes_a_response_becomes_it()
    {
        await using var platform = await RunningPlatform.StartAsync();

        using var response = await platform.Client.PostAsync(
            new Uri(platform.Endpoint),
            new StringContent("""{"do":"reply","reply":{"statusCode":201,"headers":{"X-A":"b","Content-Type":"text/plain"},"cookies":["c=1","d=2"],"body":"made"}}""", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal("made", await response.Content.ReadAsStringAsync());
        Assert.Equal("b", response.Headers.GetValues("X-A").Single());
        Assert.Equal(["c=1", "d=2"], response.Headers.GetValues("Set-Cookie"));
        Assert.Equal("text/plain", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("""{"do":"error"}""", HttpStatusCode.BadGateway, "ValueError")]
    [InlineData("""{"do":"error","type":"Runtime.HandlerTimeout"}""", HttpStatusCode.GatewayTimeout, "Runtime.HandlerTimeout")]
    [InlineData("""{"do":"reply","reply":{"statusCode":"x"}}""", HttpStatusCode.BadGateway, "Sor.MalformedResponse")]
    public async Task A_failure_is_answered_as_one_and_says_what_it_is(string payload, HttpStatusCode status, string errorType)
    {
        await using var platform = await RunningPlatform.StartAsync();

        using var response = await platform.Client.PostAsync(new Uri(platform.Endpoint), new StringContent(payload, Encoding.UTF8, "application/json"));

        Assert.Equal(status, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(errorType, document.RootElement.GetProperty("errorType").GetString());
    }

    [Theory]
    [InlineData("evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost:1", HttpStatusCode.OK)]
    [InlineData("orders.localhost", HttpStatusCode.OK)]
    public async Task Only_calls_meant_for_this_machine_are_answered(string host, HttpStatusCode status)
    {
        await using var platform = await RunningPlatform.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(platform.Endpoint));
        request.Headers.Host = host;

        using var response = await platform.Client.SendAsync(request);

        Assert.Equal(status, response.StatusCode);
    }

    private static async Task<string> PostAsync(RunningPlatform platform, string body, string type)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var response = await platform.Client.PostAsync(new Uri(platform.Endpoint), content);
        return await response.Content.ReadAsStringAsync();
    }
}

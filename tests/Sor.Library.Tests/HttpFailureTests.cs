using System.Text;
using System.Text.Json;

namespace Sor.Library.Tests;

/// <summary>What the middlewares of HTTP make of a failure together.</summary>
public sealed class HttpFailureTests
{
    [Fact]
    public void The_answer_to_a_failure_has_the_headers_of_stages_further_in()
    {
        using var errors = new Stage(Package.Named("errors"), "{}");
        using var cors = new Stage(Package.Named("cors"), """{"origins":["https://app.example"]}""");
        using var security = new Stage(Package.Named("security-headers"), """{"headers":{"x-frame-options":"SAMEORIGIN"}}""");
        var invocation = Calls.Of("""{"method":"GET","scheme":"http","headers":[["origin","https://app.example"]]}""", ContentTypes.HttpRequest);
        var failure = new Invocation(invocation.Context, new Payload(Encoding.UTF8.GetBytes("""{"errorType":"E","errorMessage":"secret","class":"timeout"}"""), ContentTypes.Failure));

        _ = cors.Run(Phase.Before, invocation);
        _ = security.Run(Phase.Before, invocation);
        _ = security.Run(Phase.Error, failure);
        _ = cors.Run(Phase.Error, failure);
        var answer = errors.Run(Phase.Error, failure);

        Assert.Equal(OutcomeKind.Reply, answer.Kind);
        using var response = JsonDocument.Parse(Calls.Text(answer));
        var headers = response.RootElement.GetProperty("headers").EnumerateArray().Select(static header => $"{header[0]}: {header[1]}").ToList();
        Assert.Equal(504, response.RootElement.GetProperty("statusCode").GetInt32());
        Assert.Contains("access-control-allow-origin: https://app.example", headers);
        Assert.Contains("vary: origin", headers);
        Assert.Contains("x-frame-options: SAMEORIGIN", headers);
        Assert.DoesNotContain(headers, static header => header.StartsWith("strict-transport-security", StringComparison.Ordinal));
        Assert.DoesNotContain("secret", Calls.Text(answer), StringComparison.Ordinal);
    }
}

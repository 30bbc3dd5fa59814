namespace Sor.Integration.Tests;

/// <summary>Inside the boundary <c>http</c> every provider's request looks the same; outside, each provider gets the reply that it takes.</summary>
public sealed class HttpBoundaryTests
{
    private const string RestV1 = """
        {"resource":"/{proxy+}","path":"/a%20b","httpMethod":"POST","multiValueHeaders":{"X-Name":["one","two"],"Host":["api.example"]},
         "multiValueQueryStringParameters":{"q":["x y"]},"requestContext":{"stage":"prod","identity":{"sourceIp":"192.0.2.1"}},"body":"hi","isBase64Encoded":false}
        """;

    private const string HttpApiV2 = """
        {"version":"2.0","rawPath":"/a b","rawQueryString":"q=x%20y","headers":{"x-name":"one,two","host":"api.example"},
         "requestContext":{"stage":"$default","http":{"method":"POST","sourceIp":"192.0.2.1"},"domainName":"api.example"},"body":"aGk=","isBase64Encoded":true}
        """;

    private const string Alb = """
        {"httpMethod":"POST","path":"/a%20b","queryStringParameters":{"q":"x%20y"},"headers":{"x-name":"one","host":"api.example","x-forwarded-for":"192.0.2.1"},
         "requestContext":{"elb":{"targetGroupArn":"arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/a/1"}},"body":"hi","isBase64Encoded":false}
        """;

    // Says what it saw, and sets two cookies.
    private const string Handler = """
        import base64

        def handle(request, context):
            body = request["body"] if request["bodyEncoding"] == "utf8" else base64.b64decode(request["body"]).decode()
            seen = f'{request["method"]} {request["target"]} {request["host"]} {request["remoteIp"]} {body}'
            return {"statusCode": 201, "headers": [["content-type", "text/plain"], ["set-cookie", "a=1"], ["set-cookie", "b=2"]], "body": seen}

        """;

    public static TheoryData<string, string> Kinds => new()
    {
        { RestV1, """{"statusCode":201,"multiValueHeaders":{"content-type":["text/plain"],"set-cookie":["a=1","b=2"]},"body":"BODY","isBase64Encoded":false}""" },
        { HttpApiV2, """{"statusCode":201,"headers":{"content-type":"text/plain"},"cookies":["a=1","b=2"],"body":"BODY","isBase64Encoded":false}""" },
        { Alb, """{"statusCode":201,"statusDescription":"201 Created","headers":{"content-type":"text/plain","set-cookie":"b=2"},"body":"BODY","isBase64Encoded":false}""" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task One_handler_serves_every_provider(string request, string reply)
    {
        using var function = new FunctionFolder().Python(Handler).Boundary();
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(request);

        Assert.Equal(reply.Replace("BODY", "POST /a%20b?q=x%20y api.example 192.0.2.1 hi", StringComparison.Ordinal), answer.ResponseText());
        Assert.Equal("application/json", answer.ContentType);
        await run.WaitForPollAsync();
        Assert.Equal(["before", "after"], run.Phases("http").Select(phase => phase.GetProperty("phase").GetString()));
    }

    [Fact]
    public async Task An_answer_that_is_no_response_is_the_body_of_one()
    {
        using var function = new FunctionFolder().Python("def handle(request, context):\n    return {'path': request['path']}\n").Boundary();
        await using var run = await BootstrapRun.StartAsync(function);

        var answer = await run.InvokeAsync(HttpApiV2);

        Assert.Equal("""{"statusCode":200,"headers":{"content-type":"application/json"},"cookies":[],"body":"{\"path\":\"/a%20b\"}","isBase64Encoded":false}""", answer.ResponseText());
    }

    [Fact]
    public async Task A_stage_inside_may_answer_and_one_outside_too()
    {
        const string Deny = """
            #!/bin/sh
            [ "$1" = before ] || exec cat
            case "$(cat)" in *"$SOR_STAGE"*) ;; *) exit 1 ;; esac
            echo '{"contentType":"application/vnd.sor.http-response+json"}' >&4
            echo '{"statusCode":403,"headers":[["x-by","'"$SOR_STAGE"'"]],"body":"no"}'
            exit 80
            """;
        foreach (var isInside in (bool[])[true, false])
        {
            using var function = new FunctionFolder().Python(Handler);
            _ = isInside ? function.Boundary().Exec("deny", Deny) : function.Exec("deny", Deny).Boundary();
            await using var run = await BootstrapRun.StartAsync(function);

            var answer = await run.InvokeAsync(HttpApiV2.Replace("one,two", "deny", StringComparison.Ordinal));

            Assert.Equal("""{"statusCode":403,"headers":{"x-by":"deny"},"cookies":[],"body":"no","isBase64Encoded":false}""", answer.ResponseText());
        }
    }

    [Fact]
    public async Task What_says_that_it_is_a_response_has_to_be_one()
    {
        const string Reply = """
            #!/bin/sh
            echo '{"contentType":"application/vnd.sor.http-response+json"}' >&4
            echo '{"body":"no status"}'
            exit 80
            """;
        using var function = new FunctionFolder().Python(Handler).Boundary().Exec("reply", Reply, """
            "phases":["before"]
            """);
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync(HttpApiV2)).AssertFailed("Runtime.StageFailed", "http", "after", "has no statusCode");
    }

    [Fact]
    public async Task What_is_no_request_or_no_response_fails_with_its_place()
    {
        using var function = new FunctionFolder().Python("def handle(request, context):\n    return {'statusCode': 99}\n").Boundary();
        await using var run = await BootstrapRun.StartAsync(function);

        (await run.InvokeAsync("""{"Records":[{"eventSource":"aws:sqs","messageId":"1"}]}""")).AssertFailed("Runtime.StageFailed", "http", "before", "its kind is sqs");
        (await run.InvokeAsync(RestV1.Replace("\"one\"", "\"a\\r\\nb\"", StringComparison.Ordinal))).AssertFailed("Runtime.StageFailed", "http", "before", "/multiValueHeaders/X-Name/0");
        (await run.InvokeAsync(RestV1)).AssertFailed("Runtime.StageFailed", "http", "after", "/statusCode");
    }

    [Fact]
    public async Task A_package_that_expects_requests_stands_inside_the_boundary()
    {
        const string Manifest = """{"name":"guard","version":"1.0.0","kind":"exec","expects":"http","command":["./guard"],"phases":["before"]}""";
        using var function = new FunctionFolder().File("middlewares/guard/middleware.json", Manifest).Executable("middlewares/guard/guard", "#!/bin/sh\nexec cat\n");
        function.Configuration = """{"version":1,"name":"under-test","runtime":"echo","pipeline":[{"use":"./middlewares/guard"},{"use":"http"}]}""";
        await using var run = BootstrapRun.Begin(function);

        Assert.Equal(1, await run.WaitForExitAsync());
        await run.Stderr.WaitForAsync("expects the form http, and the payload has the provider's own here");
    }
}

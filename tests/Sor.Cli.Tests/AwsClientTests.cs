using System.Text.Json;

namespace Sor.Cli.Tests;

/// <summary>Clients written by others, unmodified, against <c>sor dev</c>.</summary>
public sealed class AwsClientTests : IAsyncLifetime
{
    private readonly Example _example = Example.Hello();
    private DevRun _dev = null!;

    public async ValueTask InitializeAsync() => _dev = await DevRun.StartAsync(_example.Folder, "--port", "0");

    public async ValueTask DisposeAsync()
    {
        await _dev.DisposeAsync();
        _example.Dispose();
    }

    [Fact]
    public async Task The_AWS_SDK_calls_the_function()
    {
        var script = Path.Combine(Example.Root, "tests", "Sor.Cli.Tests", "Clients", "sdk.mjs");

        var result = (await Cli.RunCommandAsync("node", _example.Folder, [script, _dev.Endpoint])).ShouldExit(0);

        const string Greeting = """{\"greeting\": \"HELLO, YOU!\", \"stages\": [\"stamp (shell)\", \"shout (Python)\"]}""";
        var lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal($$"""{"name":"sync","status":200,"payload":"{{Greeting}}","version":"$LATEST"}""", lines[0]);
        Assert.Equal($$"""{"name":"tail","status":200,"payload":"{{Greeting}}","version":"$LATEST","hasLog":true}""", lines[1]);
        Assert.Equal($$"""{"name":"arn","status":200,"payload":"{{Greeting}}","version":"$LATEST"}""", lines[2]);
        Assert.StartsWith("""{"name":"error","status":200,"error":"Unhandled","payload":"{\"error""", lines[3], StringComparison.Ordinal);
        Assert.Equal(
            [
                """{"name":"event","status":202,"version":"$LATEST"}""",
                """{"name":"dry run","status":204,"version":"$LATEST"}""",
                """{"name":"deprecated","status":202}""",
                """{"name":"no such function","exception":"ResourceNotFoundException","status":404}""",
                """{"name":"no such alias","exception":"ResourceNotFoundException","status":404}""",
                """{"name":"no json","exception":"InvalidRequestContentException","status":400}""",
                """{"name":"too large","exception":"RequestTooLargeException","status":413}""",
                """{"name":"described","functions":["hello"],"timeout":10,"state":"Active","waited":"SUCCESS"}""",
            ],
            lines[4..]);
    }

    [Fact]
    public async Task The_AWS_command_line_calls_the_function()
    {
        _example.Write("event.json", """{"name":"you"}""");

        var result = (await AwsAsync("invoke", "--function-name", "hello", "--payload", "fileb://event.json", "--log-type", "Tail", "answer.json")).ShouldExit(0);

        using var summary = JsonDocument.Parse(result.Output);
        Assert.Equal(200, summary.RootElement.GetProperty("StatusCode").GetInt32());
        Assert.True(summary.RootElement.TryGetProperty("LogResult", out _));
        Assert.Contains("HELLO, YOU!", await File.ReadAllTextAsync(_example["answer.json"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_AWS_command_line_understands_a_refusal()
    {
        var result = await AwsAsync("invoke", "--function-name", "other", "answer.json");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("(ResourceNotFoundException)", result.Error, StringComparison.Ordinal);
    }

    private Task<CliResult> AwsAsync(params string[] arguments) => Cli.RunCommandAsync(
        "aws",
        _example.Folder,
        ["lambda", "--endpoint-url", _dev.Endpoint, .. arguments],
        "",
        ("AWS_ACCESS_KEY_ID", "any"),
        ("AWS_SECRET_ACCESS_KEY", "any"),
        ("AWS_DEFAULT_REGION", "us-east-1"));
}

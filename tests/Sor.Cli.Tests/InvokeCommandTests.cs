using System.Text.Json;

namespace Sor.Cli.Tests;

/// <summary><c>sor invoke</c> against a running <c>sor dev</c>, both native, with the real bootstrap.</summary>
public sealed class InvokeCommandTests : IAsyncLifetime
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
    public async Task The_answer_is_printed_and_nothing_else()
    {
        var result = (await InvokeAsync("--event", """{"name":"you"}""")).ShouldExit(0);

        Assert.Equal("""{"greeting": "HELLO, YOU!", "stages": ["stamp (shell)", "shout (Python)"]}""" + "\n", result.Output);
        Assert.Equal("", result.Error);
    }

    [Fact]
    public async Task The_event_may_come_from_a_file_or_from_STDIN()
    {
        _example.Write("event.json", """{"name":"file"}""");

        var file = (await InvokeAsync("hello", "--event", "@event.json")).ShouldExit(0);
        var input = (await Cli.RunAsync(_example.Folder, ["invoke", "--event", "-"], """{"name":"input"}""")).ShouldExit(0);

        Assert.Contains("HELLO, FILE!", file.Output, StringComparison.Ordinal);
        Assert.Contains("HELLO, INPUT!", input.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_fails_gives_its_error_and_status_1()
    {
        _example.Write("app.py", "def handle(event, context):\n    raise KeyError(event['name'])\n");
        await _dev.WaitForAsync("changed  app.py");

        var result = (await InvokeAsync("--event", """{"name":"you"}""")).ShouldExit(1);

        using var error = JsonDocument.Parse(result.Output);
        Assert.Equal("KeyError", error.RootElement.GetProperty("errorType").GetString());
        Assert.Contains("the function failed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_goes_to_STDERR_when_asked_for()
    {
        _example.Write("app.py", "def handle(event, context):\n    print('seen', event['name'])\n    return {'greeting': 'hi'}\n");
        await _dev.WaitForAsync("changed  app.py");

        var result = (await InvokeAsync("--log", "--event", """{"name":"you"}""")).ShouldExit(0);

        Assert.Contains("HI", result.Output, StringComparison.Ordinal);
        Assert.True(result.Error.Contains("\nseen you\n", StringComparison.Ordinal), result.Error);
        Assert.Contains("REPORT RequestId: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_holds_all_of_the_answer()
    {
        var result = (await InvokeAsync("--json", "--log", "--event", """{"name":"you"}""")).ShouldExit(0);

        using var answer = JsonDocument.Parse(result.Output);
        Assert.Equal(200, answer.RootElement.GetProperty("statusCode").GetInt32());
        Assert.Equal("HELLO, YOU!", answer.RootElement.GetProperty("payload").GetProperty("greeting").GetString());
        Assert.StartsWith("START RequestId: " + answer.RootElement.GetProperty("requestId").GetString(), answer.RootElement.GetProperty("log").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_asynchronous_call_and_a_dry_run_print_nothing()
    {
        var isAsync = (await InvokeAsync("--async", "--event", """{"name":"later"}""")).ShouldExit(0);
        var dryRun = (await InvokeAsync("--dry-run")).ShouldExit(0);

        Assert.Equal(("", ""), (isAsync.Output, dryRun.Output));
        await _dev.WaitForAsync(" event    ok");
    }

    [Theory]
    [InlineData("no-such-function", "{}", "ResourceNotFoundException")]
    [InlineData("hello", "{", "InvalidRequestContentException")]
    public async Task A_refused_call_says_why_and_gives_status_4(string name, string payload, string exception)
    {
        var result = (await InvokeAsync(name, "--event", payload)).ShouldExit(4);

        Assert.Equal("", result.Output);
        Assert.Contains($"sor: error SOR3102: the call was refused: {exception}", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_endpoint_may_be_named_by_option_or_variable()
    {
        var elsewhere = Path.GetTempPath();

        _ = (await Cli.RunAsync(elsewhere, ["invoke", "--endpoint", _dev.Endpoint, "--event", "{\"name\":\"a\"}"])).ShouldExit(0);
        _ = (await Cli.RunAsync(elsewhere, ["invoke", "--event", "{\"name\":\"a\"}"], environment: ("SOR_ENDPOINT", _dev.Endpoint))).ShouldExit(0);
    }

    private Task<CliResult> InvokeAsync(params string[] arguments) => Cli.RunAsync(_example.Folder, ["invoke", .. arguments]);
}

using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Cli.Tests;

/// <summary><c>sor dev</c>, native, with the real bootstrap.</summary>
public sealed class DevCommandTests : IDisposable
{
    private readonly Example _example = Example.Hello();

    public void Dispose() => _example.Dispose();

    [Fact]
    public async Task The_first_address_that_is_printed_answers_a_plain_GET_by_running_the_function()
    {
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");

        Assert.Equal("""{"greeting": "HELLO, YOU!", "stages": ["stamp (shell)", "shout (Python)"]}""", await dev.GetAsync("/?name=you"));
    }

    [Fact]
    public async Task Each_call_is_one_line_with_the_time_of_each_stage()
    {
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");

        _ = await dev.GetAsync("/");

        await dev.WaitForAsync("GET /");
        await Wait.UntilAsync(() => dev.Output.Contains(']', StringComparison.Ordinal), () => dev.Output);
        Assert.Matches(
            @"GET / +ok  [\d.]+ ms  \d+ B → \d+ B  \[stamp before [\d.]+ ms, shout before [\d.]+ ms, handler [\d.]+ ms, shout after [\d.]+ ms, stamp after [\d.]+ ms\]",
            dev.Output);
    }

    [Fact]
    public async Task It_reports_to_programs_as_json_lines()
    {
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0", "--json");
        var endpoint = dev.Endpoint.Split('"')[0];

        _ = await dev.Client.GetStringAsync(new Uri(endpoint));
        await dev.WaitForAsync("\"type\":\"call\"");

        var types = dev.Output.TrimEnd('\n').Split('\n').Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("type").GetString();
        });
        Assert.Equal(["listening", "ready", "call"], types.Where(type => type != "log"));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_and_everything_that_it_started()
    {
        var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");
        _ = await dev.GetAsync("/");
        var variable = $"LAMBDA_TASK_ROOT={_example.Folder}";
        Assert.NotEmpty(ProcessTable.Marked(variable));

        Assert.Equal(0, await dev.InterruptAsync());

        await Wait.UntilAsync(() => ProcessTable.Marked(variable).Count == 0, () => "processes are left: " + string.Join("; ", ProcessTable.Marked(variable).Select(ProcessTable.CommandLine)));
        await dev.DisposeAsync();
    }

    [Fact]
    public async Task A_busy_port_is_no_hindrance()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", $"{port}");

        Assert.NotEqual($"http://127.0.0.1:{port}", dev.Endpoint);
        Assert.Contains("HELLO", await dev.GetAsync("/"), StringComparison.Ordinal);
        Assert.Contains($"port {port} is busy", dev.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changed_code_answers_the_next_call()
    {
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");
        _ = await dev.GetAsync("/");

        _example.Write("app.py", "def handle(event, context):\n    return {'greeting': 'new'}\n");
        await dev.WaitForAsync("changed  app.py");

        Assert.Contains("NEW", await dev.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_sor_yaml_is_shown_and_mended_while_it_runs()
    {
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");
        var good = await File.ReadAllTextAsync(_example["sor.yaml"]);
        await dev.WaitForAsync("ready    hello");

        _example.Write("sor.yaml", good.Replace("runtime: python", "runtime: pyhton", StringComparison.Ordinal));
        await dev.WaitForAsync("sor: nothing is served");
        using (var refused = await dev.Client.GetAsync(new Uri(dev.Endpoint)))
            Assert.Equal(HttpStatusCode.BadGateway, refused.StatusCode);
        _example.Write("sor.yaml", good);

        await Wait.UntilAsync(() => dev.Output.Split("ready    hello").Length == 3, () => dev.Output);
        Assert.Contains("HELLO", await dev.GetAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_cannot_be_loaded_is_shown_and_given_to_the_caller()
    {
        _example.Write("app.py", "import no_such_module\n");
        await using var dev = await DevRun.StartAsync(_example.Folder, "--port", "0");

        await dev.WaitForAsync("failed   hello cannot start");
        using var answer = await dev.Client.GetAsync(new Uri(dev.Endpoint));

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Contains("no_such_module", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_on_when_nobody_reads_its_output_any_more()
    {
        // A background job of a script has SIGINT ignored: it must count all the same.
        const string Script = """
            mkfifo output
            "$0" dev --port 0 > output & server=$!
            head -n 1 output > /dev/null
            "$0" invoke --event '{"name":"a"}'; called=$?
            "$0" invoke --event '{"name":"b"}'; again=$?
            kill -INT $server; wait $server
            exit $((called + again + $?))
            """;

        var result = await Cli.RunCommandAsync("/bin/sh", _example.Folder, ["-c", Script, Cli.Sor]);

        Assert.Contains("HELLO, B!", result.ShouldExit(0).Output, StringComparison.Ordinal);
    }
}

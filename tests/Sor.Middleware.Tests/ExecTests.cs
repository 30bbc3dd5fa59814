using System.Diagnostics;
using System.Text;
using Sor.TestSupport;

namespace Sor.Middleware.Tests;

/// <summary>The same programs as plain executables.</summary>
public sealed class ExecTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_example_of_five_lines_takes_a_secret_out()
    {
        var run = await RunAsync("", "before", """{"Id":7,"Secret":"s"}""", program: Samples.FiveLines);

        Assert.Equal((0, """{"Id":7,"Secret":null}""", ""), (run.Status, run.Output, run.Notes));
    }

    [Fact]
    public async Task A_phase_without_a_function_leaves_the_payload_byte_for_byte()
    {
        var run = await RunAsync("mark", "after", "{\"a\": 1.0}\n");

        Assert.Equal((0, "{\"a\": 1.0}\n"), (run.Status, run.Output));
    }

    [Fact]
    public async Task A_reply_has_status_80()
    {
        var run = await RunAsync("deny", "before", "{}");

        Assert.Equal((80, """{"denied":true}"""), (run.Status, run.Output));
    }

    [Fact]
    public async Task The_context_comes_from_its_descriptor()
    {
        var run = await RunAsync("facts", "error", "123", """{"requestId":"r","contentType":"application/vnd.sor.failure+json","deadline":4102444800000,"function":{"name":"f","memoryMb":128,"arn":"x"},"state":"s"}""");

        Assert.Equal(
            """
            stage named phase Error type application/vnd.sor.failure+json bytes 3
            word configured
            request r invocation  trigger  tenant  arn x
            trace   
            attribute  client 
            function f  128
            deadline 4102444800000 left True idle  cancelled False
            state s
            """,
            run.Output);
        Assert.Equal("{\"contentType\":\"text/plain\"}\n", run.Notes);
    }

    [Fact]
    public async Task Notes_go_to_their_descriptor_and_logs_to_STDERR()
    {
        var run = await RunAsync("notes", "before", "s");

        Assert.Equal(
            """
            {"attributes":{"user":"ä\"�","count":3}}
            {"state":"s"}
            {"span":{"hit":true}}
            {"log":{"rows":7}}
            {"contentType":"application/x+json"}

            """,
            run.Notes);
        Assert.Equal("[WARN] looked {\"why\":\"to see\"}\n", run.Errors);
    }

    [Fact]
    public async Task A_failure_has_status_1_a_note_and_last_words()
    {
        var decided = await RunAsync("fail", "before", "outcome");
        var happened = await RunAsync("fail", "before", "");
        var input = await RunAsync("mark", "before", "{");

        Assert.Equal((1, "", """{"error":{"errorType":"Orders.Unknown","errorMessage":"no such order","retry":false}}""" + "\n"), (decided.Status, decided.Output, decided.Notes));
        Assert.Equal("Orders.Unknown: no such order\n", decided.Errors);
        Assert.Contains("\"stackTrace\":[\"at ", happened.Notes, StringComparison.Ordinal);
        Assert.StartsWith("""{"error":{"errorType":"Runtime.UnmarshalError",""", input.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_prints_is_log()
    {
        var run = await RunAsync("print", "before", "{}");

        Assert.Equal((0, "{}", "printed\n"), (run.Status, run.Output, run.Errors));
    }

    [Fact]
    public async Task A_configuration_that_is_wrong_fails()
    {
        var run = await RunAsync("start", "before", "{}", config: "7");

        Assert.Equal(1, run.Status);
        Assert.Contains("Runtime.InvalidConfiguration", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_arguments_are_told()
    {
        var run = await RunAsync("mark", "sideways", "{}");

        Assert.Equal((2, ""), (run.Status, run.Output));
        Assert.Contains("before|after|error", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_channel_that_is_none_is_told()
    {
        var run = await RunAsync("mark", "before", "{}", channel: "99");

        Assert.Equal(1, run.Status);
        Assert.Equal("sor: SOR_CHANNEL_FD is \"99\", which is no open descriptor; the host sets it, unset it to run the program as an executable\n", run.Errors);
    }

    /// <summary>Runs a program through a shell, which opens its descriptors 3 and 4.</summary>
    private async Task<(int Status, string Output, string Errors, string Notes)> RunAsync(
        string sample, string phase, string payload, string context = "", string config = """{"word":"configured"}""", string? program = null, string? channel = null)
    {
        _folder.Write("in", payload);
        _folder.Write("context", context);
        _folder.Write("notes", "");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, WorkingDirectory = _folder.Path };
        foreach (var argument in (string[])["-c", "exec \"$0\" \"$1\" <in 3<context 4>>notes", program ?? Samples.Sample, phase])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[("SAMPLE", sample), ("SOR_STAGE", "named"), ("SOR_STAGE_CONFIG", config), ("SOR_CONTEXT_FD", "3"), ("SOR_NOTES_FD", "4"), ("SOR_CHANNEL_FD", channel)])
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Wait.Limit);
        return (process.ExitCode, await output, await errors, await File.ReadAllTextAsync(_folder["notes"]));
    }
}

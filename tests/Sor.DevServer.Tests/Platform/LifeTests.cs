using System.Diagnostics;
using System.Globalization;
using Sor.DevServer.Emulation;
using Sor.DevServer.Reporting;

namespace Sor.DevServer.Tests;

public sealed class LifeTests
{
    [Theory]
    [InlineData("""{"do":"exit","status":3}""", "Runtime exited with error: exit status 3")]
    [InlineData("""{"do":"exit","status":0}""", "Runtime exited without providing a reason")]
    [InlineData("""{"do":"kill"}""", "Runtime exited with error: signal: killed")]
    public async Task A_crash_is_answered_and_the_next_call_is_served(string payload, string message)
    {
        await using var platform = await RunningPlatform.StartAsync();

        var crashed = await platform.InvokeAsync(payload);

        Assert.Equal((200, "Unhandled", "Runtime.ExitError"), (crashed.Status, crashed.FunctionError, crashed.ErrorType));
        Assert.EndsWith($" Error: {message}", crashed.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("1", (await platform.InvokeAsync("1")).Body);
        _ = await platform.Reporter.NextAsync<ExitNotice>();
    }

    [Fact]
    public async Task Last_words_before_a_crash_are_in_its_log()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var crashed = await platform.InvokeAsync("""{"do":"exit","status":1}""", headers: ("X-Amz-Log-Type", "Tail"));

        Assert.Contains("\nlast words\n", crashed.Log, StringComparison.Ordinal);
        Assert.Contains("Status: error\tError Type: Runtime.ExitError", crashed.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_without_an_end_is_in_its_own_calls_log()
    {
        await using var platform = await RunningPlatform.StartAsync();

        var answer = await platform.InvokeAsync("""{"do":"partial"}""", headers: ("X-Amz-Log-Type", "Tail"));

        Assert.Contains("\nno end of line\nEND ", answer.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_past_its_deadline_is_answered_as_timed_out_and_the_next_is_served()
    {
        var options = new EmulatorOptions { DeadlineGrace = TimeSpan.FromMilliseconds(1), InitLimit = TimeSpan.FromSeconds(60) };
        await using var platform = await RunningPlatform.StartAsync(timeoutMs: 1_000, options: options);
        _ = await platform.Reporter.NextAsync<ReadyNotice>();

        var late = await platform.InvokeAsync("""{"do":"sleep","seconds":600}""");

        Assert.Equal((200, "Unhandled", "Sandbox.Timedout"), (late.Status, late.FunctionError, late.ErrorType));
        Assert.EndsWith("Error: Task timed out after 1.00 seconds", late.ErrorMessage, StringComparison.Ordinal);
        _ = await platform.Reporter.NextAsync<OverrunNotice>();
        platform.WriteConfiguration(60_000);
        _ = await platform.Reporter.NextAsync<ChangeNotice>();
        Assert.Equal("1", (await platform.InvokeAsync("1")).Body);
    }

    [Theory]
    [InlineData("init-error", "Runtime.ImportModuleError")]
    [InlineData("init-exit", "Runtime.ExitError")]
    public async Task A_failed_init_is_shown_and_given_to_the_first_caller(string start, string errorType)
    {
        await using var platform = await RunningPlatform.StartAsync(folder => File.WriteAllText(Path.Combine(folder, "start"), start));

        Assert.Equal(errorType, (await platform.Reporter.NextAsync<InitFailureNotice>()).ErrorType);
        var first = await platform.InvokeAsync("{}");

        Assert.Equal((200, errorType), (first.Status, first.ErrorType));
        _ = await platform.Reporter.NextAsync<InitFailureNotice>();
        platform.Write("start", "");
        _ = await platform.Reporter.NextAsync<ReadyNotice>();
        Assert.Equal("1", (await platform.InvokeAsync("1")).Body);
    }

    [Fact]
    public async Task An_init_that_never_ends_is_cut_off()
    {
        var options = new EmulatorOptions { InitLimit = TimeSpan.FromMilliseconds(1) };
        await using var platform = await RunningPlatform.StartAsync(folder => File.WriteAllText(Path.Combine(folder, "start"), "init-hang"), options: options);

        Assert.Equal("Sandbox.Timedout", (await platform.InvokeAsync("{}")).ErrorType);
    }

    [Fact]
    public async Task A_change_of_the_code_restarts_the_bootstrap()
    {
        await using var platform = await RunningPlatform.StartAsync(folder => File.WriteAllText(Path.Combine(folder, "code"), "old"));
        var before = (await platform.InvokeAsync("""{"do":"environment"}""")).Member("pid");

        platform.Write("code", "new");
        Assert.Equal("code", (await platform.Reporter.NextAsync<ChangeNotice>()).Path);
        _ = await platform.Reporter.NextAsync<ReadyNotice>();

        Assert.Equal("\"new\"", (await platform.InvokeAsync("""{"do":"code"}""")).Body);
        Assert.NotEqual(before, (await platform.InvokeAsync("""{"do":"environment"}""")).Member("pid"));
    }

    [Fact]
    public async Task A_call_under_way_is_not_cut_by_a_change()
    {
        await using var platform = await RunningPlatform.StartAsync(folder => File.WriteAllText(Path.Combine(folder, "gate"), ""));
        var call = platform.InvokeAsync("""{"do":"wait","file":"gate"}""");
        _ = await platform.Reporter.NextAsync<LogNotice>(log => log.Line == "waiting");

        platform.Write("code", "new");
        var waiting = platform.InvokeAsync("""{"do":"code"}""");
        File.Delete(Path.Combine(platform.Folder, "gate"));

        Assert.Equal((200, null), ((await call).Status, (await call).FunctionError));
        Assert.Equal("\"new\"", (await waiting).Body);
        _ = await platform.Reporter.NextAsync<ChangeNotice>();
    }

    [Fact]
    public async Task A_broken_configuration_is_shown_and_nothing_is_served_until_it_is_mended()
    {
        await using var platform = await RunningPlatform.StartAsync();
        _ = await platform.Reporter.NextAsync<ReadyNotice>();

        platform.Write("sor.json", """{"version":1,"nmae":"hello"}""");
        var problems = await platform.Reporter.NextAsync<ProblemsNotice>();
        var refused = await platform.InvokeAsync("{}");
        using var front = await platform.Client.GetAsync(new Uri(platform.Endpoint));

        Assert.True(problems.IsBroken);
        Assert.Contains(problems.Problems, problem => problem.Code == "SOR1101");
        Assert.Equal((502, "InvalidRuntimeException"), (refused.Status, refused.ServiceError));
        Assert.Contains("SOR1101", refused.Body, StringComparison.Ordinal);
        Assert.Equal(502, (int)front.StatusCode);

        platform.WriteConfiguration(30_000);
        _ = await platform.Reporter.NextAsync<ReadyNotice>();
        Assert.Equal("1", (await platform.InvokeAsync("1")).Body);
    }

    [Fact]
    public async Task Everything_that_was_started_ends_with_the_server_also_what_has_outlived_its_parent()
    {
        int bootstrap, grandchild;
        await using (var platform = await RunningPlatform.StartAsync())
        {
            bootstrap = Number((await platform.InvokeAsync("""{"do":"environment"}""")).Member("pid"));
            grandchild = Number((await platform.InvokeAsync("""{"do":"grandchild"}""")).Member("pid"));
            _ = await platform.InvokeAsync("""{"do":"exit","status":1}""");
            Assert.True(IsRunning(grandchild));
        }

        Assert.False(IsRunning(bootstrap));
        await WaitUntilEndedAsync(grandchild);
    }

    [Fact]
    public async Task Stopping_does_not_wait_for_the_call_under_way()
    {
        Task<Answer> call;
        await using (var platform = await RunningPlatform.StartAsync(folder => File.WriteAllText(Path.Combine(folder, "gate"), ""), timeoutMs: 900_000))
        {
            call = platform.InvokeAsync("""{"do":"wait","file":"gate"}""");
            _ = await platform.Reporter.NextAsync<LogNotice>(log => log.Line == "waiting");
        }

        // Its caller is told, or cut off: the server is ending. What matters is that the test has come here.
        _ = await Record.ExceptionAsync(() => call);
    }

    [Fact]
    public async Task Where_the_server_listens_is_known_in_the_functions_folder_while_it_runs()
    {
        string folder;
        await using (var platform = await RunningPlatform.StartAsync())
        {
            folder = platform.Folder;
            var below = Directory.CreateDirectory(Path.Combine(folder, "lib")).FullName;
            await WaitUntilAsync(() => EndpointFile.Find(below) == platform.Endpoint);
        }

        Assert.Null(EndpointFile.Find(folder));
    }

    private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);

    // A process whose parent has not yet asked for its status is still listed, as a zombie.
    private static bool IsRunning(int pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    // It was killed; the kernel takes a moment.
    private static Task WaitUntilEndedAsync(int pid) => WaitUntilAsync(() => !IsRunning(pid));

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "it did not happen within a minute");
            await Task.Delay(10);
        }
    }
}

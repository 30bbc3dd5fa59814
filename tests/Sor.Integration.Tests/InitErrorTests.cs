namespace Sor.Integration.Tests;

/// <summary>A function that cannot start: told once, with everything that helps, then the process exits with 1.</summary>
public sealed class InitErrorTests
{
    [Fact]
    public Task A_handlers_module_that_is_missing() => AssertRefusedAsync(
        new FunctionFolder().Handler("""
            "runtime":"python","handler":"absent.handle"
            """),
        "Runtime.ImportModuleError", "absent");

    [Fact]
    public Task A_handlers_function_that_is_missing() => AssertRefusedAsync(
        new FunctionFolder().Python("def other(event, context):\n    pass\n"), "Runtime.HandlerNotFound", "handle");

    [Fact]
    public Task A_syntax_error_in_a_Python_handler() => AssertRefusedAsync(
        new FunctionFolder().Python("def handle(event, context)\n    return 1\n"), "Runtime.UserCodeSyntaxError", "line 1");

    [Fact]
    public Task An_exception_while_a_Python_handler_loads() => AssertRefusedAsync(
        new FunctionFolder().Python("raise ConnectionError('no database')\n"), "ConnectionError", "no database");

    [Fact]
    public Task A_Python_handler_that_exits_while_it_loads() => AssertRefusedAsync(
        new FunctionFolder().Python("import sys\nprint('bye', file=sys.stderr)\nsys.exit(9)\n"), "Runtime.ExitError", "9");

    [Fact]
    public Task A_Python_handler_that_is_killed_while_it_loads() => AssertRefusedAsync(
        new FunctionFolder().Python("import os\nos.kill(os.getpid(), 9)\n"), "Runtime.InitError", "was ended by signal 9 (SIGKILL)");

    [Fact]
    public Task A_syntax_error_in_a_Node_handler() => AssertRefusedAsync(
        new FunctionFolder().File("app.js", "exports.handle = (;\n").Handler("""
            "runtime":"node","handler":"app.handle"
            """),
        "Runtime.UserCodeSyntaxError", "Unexpected token");

    [Fact]
    public Task No_interpreter() => AssertRefusedAsync(
        new FunctionFolder().Python("def handle(event, context):\n    pass\n"),
        "Runtime.NoSuchRuntime",
        "/nowhere/python3",
        new Dictionary<string, string?> { ["PATH"] = "/nowhere" });

    [Fact]
    public Task A_configured_interpreter_that_is_missing() => AssertRefusedAsync(
        new FunctionFolder { Settings = "\"interpreter\":\"./python/bin/python3\"" }.Python("def handle(event, context):\n    pass\n"),
        "Runtime.NoSuchRuntime",
        "/python/bin/python3");

    [Fact]
    public Task A_frames_handler_that_is_missing() => AssertRefusedAsync(
        new FunctionFolder().Handler("""
            "runtime":"frames","command":["./absent"]
            """),
        "Runtime.InitError", "No such file or directory");

    [Fact]
    public Task A_frames_handler_that_ends_before_it_is_ready() => AssertRefusedAsync(
        new FunctionFolder().Executable("run", "#!/bin/sh\necho 'cannot open the store' >&2\nexit 3\n").Handler("""
            "runtime":"frames","command":["./run"]
            """),
        "Runtime.InitError", "exited with status 3; its last words: cannot open the store");

    [Fact]
    public Task A_frames_handler_that_speaks_another_version() => AssertRefusedAsync(
        new FunctionFolder().Executable("run", RawFrames.Script("""
            send({"type": "ready", "version": 2})
            time.sleep(600)
            """)).Handler("""
            "runtime":"frames","command":["./run"]
            """),
        "Runtime.InitError", "version 2");

    [Fact]
    public async Task Every_problem_of_sor_json_is_told_at_once()
    {
        var request = await AssertRefusedAsync(
            new FunctionFolder
            {
                Configuration = """
                    {
                      "version": 1,
                      "name": "orders",
                      "runtime": "pyhton",
                      "timeoutMs": "3s",
                      "pipeline": [
                        {"use": "./a", "phase": ["before"]},
                        {"use": "./b", "kind": "exek"}
                      ]
                    }
                    """,
            },
            "Runtime.InvalidConfiguration",
            "pyhton");

        foreach (var part in (string[])["python", "timeoutMs", "pipeline[0]", "phase", "exek", "sor.json:4", "sor.json:5", "sor.json:7", "sor.json:8"])
            Assert.Contains(part, request.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"version":2,"name":"a","runtime":"echo"}""")]
    [InlineData("""{"version":1,"functions":{"other":{"name":"other","runtime":"echo"}}}""")]
    public Task A_sor_json_that_cannot_be_read(string json) => AssertRefusedAsync(new FunctionFolder { Configuration = json }, "Runtime.InvalidConfiguration", "sor.json");

    [Fact]
    public Task A_configuration_that_was_named_and_is_missing() => AssertRefusedAsync(
        new FunctionFolder(), "Runtime.InvalidConfiguration", "/nowhere/sor.json", new Dictionary<string, string?> { ["SOR_CONFIG"] = "/nowhere/sor.json" });

    [Fact]
    public Task An_environment_that_names_no_function() => AssertRefusedAsync(
        new FunctionFolder { Configuration = "" }, "Runtime.InvalidConfiguration", "");

    [Fact]
    public async Task The_platforms_refusal_of_the_report_is_logged()
    {
        using var function = new FunctionFolder { Configuration = "[]" };
        await using var run = BootstrapRun.Begin(function, new BootstrapOptions { InitErrorAnswering = PostAnswering.Refuse(403, "InvalidStateTransition") });

        Assert.Equal(1, await run.WaitForExitAsync());
        await run.Stderr.WaitForAsync("refused the init error with 403");
    }

    [Fact]
    public async Task Middlewares_that_were_started_are_ended_when_the_handler_cannot_start()
    {
        using var function = new FunctionFolder()
            .Python("raise ValueError('broken')\n")
            .Exec("outer", "#!/bin/sh\nevent=$(cat)\n[ \"$event\" ] || touch empty\necho 1\n")
            .Frames("inner", RawFrames.Program("""
                def invoke(header, body):
                    send({"type": "result", "id": header["id"]}, body)
                """));

        _ = await AssertRefusedAsync(function, "ValueError", "broken");
    }

    [Fact]
    public async Task A_middleware_that_cannot_start_fails_its_events_and_not_the_start()
    {
        using var function = new FunctionFolder().Frames("broken", RawFrames.Script("""
            send({"type": "error", "errorType": "Config.Missing", "errorMessage": "no issuer"})
            sys.exit(1)
            """), "\"phases\":[\"before\"]");
        await using var run = await BootstrapRun.StartAsync(function);

        for (var i = 0; i < 3; i++)
        {
            var answer = await run.InvokeAsync("1");
            Assert.Equal("Config.Missing", answer.ErrorType);
            Assert.Equal("no issuer", answer.ErrorMessage);
            Assert.Equal("broken", answer.Json.GetProperty("stage").GetString());
        }
    }

    private static async Task<Answer> AssertRefusedAsync(FunctionFolder function, string errorType, string message, Dictionary<string, string?>? environment = null)
    {
        using (function)
        {
            await using var run = BootstrapRun.Begin(function, new BootstrapOptions { Environment = environment ?? [] });

            Assert.Equal(1, await run.WaitForExitAsync());

            var request = Assert.Single(run.Api.Requests);
            Assert.Equal("POST /2018-06-01/runtime/init/error", $"{request.Method} {request.Target}");
            var answer = new Answer(request);
            Assert.True(errorType == answer.ErrorType, answer.ToString());
            Assert.Contains(message, answer.ErrorMessage, StringComparison.Ordinal);
            Assert.Matches("^(Runtime|Function)\\.[A-Z][A-Za-z]+$", request.Header("Lambda-Runtime-Function-Error-Type"));
            Assert.Null(request.Header("Lambda-Runtime-Invocation-Id"));
            await run.Stderr.WaitForAsync(answer.ErrorType);
            await run.LeavesNothingAsync();
            Assert.False(System.IO.File.Exists(function["empty"]), "a waiting process was given an empty STDIN");
            return answer;
        }
    }
}

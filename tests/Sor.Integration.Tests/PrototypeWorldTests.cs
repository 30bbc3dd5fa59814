namespace Sor.Integration.Tests;

/// <summary>Functions without <c>sor.json</c>: the variables <c>SLSMIDDLEWARES</c> and <c>SOR_PIPELINE</c>, and the folders that middlewares are found in.</summary>
public sealed class PrototypeWorldTests : IDisposable
{
    // Appends its own name, whichever file it is, and the phase.
    private const string Sign = """
        #!/bin/sh
        exec jq -c --arg step "$0 $1" '.way += [$step]'
        """;

    private readonly TemporaryFolder _opt = new();
    private readonly FunctionFolder _function = new() { Configuration = "" };

    public PrototypeWorldTests() => _opt.WriteExecutable("language-runtime", "#!/bin/sh\nexit 1\n");

    [Fact]
    public async Task SLSMIDDLEWARES_keeps_its_order_on_both_ways()
    {
        _opt.WriteExecutable("middlewares/a", Sign);
        _opt.WriteExecutable("middlewares/b", Sign);

        Assert.Equal(
            ["/opt/middlewares/a before", "/opt/middlewares/b before", "/opt/middlewares/a after", "/opt/middlewares/b after"],
            await WayAsync(("SLSMIDDLEWARES", "a,b")));
    }

    [Fact]
    public async Task SLSMIDDLEWARES_finds_shared_files_and_the_functions_own()
    {
        _opt.WriteExecutable("middlewares/shared", Sign);
        _ = _function.Executable("middlewares/own", Sign);
        var own = _function["middlewares/own"];

        Assert.Equal(
            ["/opt/middlewares/shared before", $"{own} before", "/opt/middlewares/shared after", $"{own} after"],
            await WayAsync(("SLSMIDDLEWARES", " shared , own ")));
    }

    [Fact]
    public async Task SOR_PIPELINE_is_an_onion()
    {
        _opt.WriteExecutable("middlewares/a", Sign);
        _ = _function.Executable("own/b", Sign);
        var own = _function["own/b"];

        Assert.Equal(
            ["/opt/middlewares/a before", $"{own} before", $"{own} after", "/opt/middlewares/a after"],
            await WayAsync(("SOR_PIPELINE", "a,./own/b")));
    }

    [Fact]
    public async Task A_local_file_cannot_stand_in_for_a_shared_one()
    {
        _opt.WriteExecutable("middlewares/a", Sign);
        _ = _function.Executable("middlewares/a", Sign);
        RequireMountNamespace();
        await using var run = BootstrapRun.Begin(_function, Options(("SLSMIDDLEWARES", "a"), ("SOR_RUNTIME", "echo")));

        Assert.Equal(1, await run.WaitForExitAsync());

        var answer = new Answer(Assert.Single(run.Api.Requests));
        Assert.Equal("Runtime.InvalidConfiguration", answer.ErrorType);
        Assert.Contains("/opt/middlewares/a", answer.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains(_function["middlewares/a"], answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bare_name_is_not_looked_up_in_the_functions_own_folder_without_SLSMIDDLEWARES()
    {
        _ = _function.Executable("middlewares/own", Sign);
        RequireMountNamespace();
        await using var run = BootstrapRun.Begin(_function, Options(("SOR_PIPELINE", "own"), ("SOR_RUNTIME", "echo")));

        Assert.Equal(1, await run.WaitForExitAsync());

        var answer = new Answer(Assert.Single(run.Api.Requests));
        Assert.Equal("Runtime.InvalidConfiguration", answer.ErrorType);
        Assert.Contains("write ./middlewares/own", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_sor_json_the_variables_are_ignored_with_a_warning()
    {
        _opt.WriteExecutable("middlewares/a", Sign);
        _function.Configuration = """{"version":1,"name":"under-test","runtime":"echo","pipeline":[{"use":"a"}]}""";
        RequireMountNamespace();
        await using var run = await BootstrapRun.StartAsync(_function, Options(("SLSMIDDLEWARES", "nothing"), ("SOR_PIPELINE", ""), ("SOR_RUNTIME", "python")));

        var answer = await run.InvokeAsync("""{"way":[]}""");

        Assert.Equal("""{"way":["/opt/middlewares/a before","/opt/middlewares/a after"]}""", answer.ResponseText());
        await run.Stderr.WaitForAsync("SLSMIDDLEWARES");
        Assert.Contains("SOR_RUNTIME", run.Stderr.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SOR_PIPELINE", run.Stderr.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sor_json_of_a_layer_counts_where_the_function_has_none_and_SOR_CONFIG_counts_before_both()
    {
        _opt.Write("sor/sor.json", """{"version":1,"name":"under-test","runtime":"echo","pipeline":[{"use":"./layer"}]}""");
        _ = _function.Executable("layer", Sign).Executable("named", Sign)
            .File("named.json", """{"version":1,"name":"under-test","runtime":"echo","pipeline":[{"use":"./named"}]}""");

        var layered = await WayAsync();
        var named = await WayAsync(("SOR_CONFIG", _function["named.json"]));

        Assert.Equal([$"{_function["layer"]} before", $"{_function["layer"]} after"], layered);
        Assert.Equal([$"{_function["named"]} before", $"{_function["named"]} after"], named);
    }

    [Fact]
    public async Task A_Python_handler_is_found_without_sor_json()
    {
        RequireMountNamespace();
        System.IO.File.Delete(_opt["language-runtime"]);
        _ = _function.File("app.py", "def handle(event, context):\n    return 'found'\n");
        await using var run = await BootstrapRun.StartAsync(_function, Options(("_HANDLER", "app.handle")));

        Assert.Equal("\"found\"", (await run.InvokeAsync("{}")).ResponseText());
    }

    public void Dispose()
    {
        _function.Dispose();
        _opt.Dispose();
    }

    private async Task<IEnumerable<string?>> WayAsync(params (string Name, string Value)[] variables)
    {
        RequireMountNamespace();
        await using var run = await BootstrapRun.StartAsync(_function, Options([.. variables, ("SOR_RUNTIME", "echo")]));
        var answer = await run.InvokeAsync("""{"way":[]}""");
        Assert.False(answer.IsError, answer.ToString());
        return answer.Json.GetProperty("way").EnumerateArray().Select(step => step.GetString());
    }

    private BootstrapOptions Options(params (string Name, string Value)[] variables) => new()
    {
        Opt = _opt.Path,
        Environment = variables.ToDictionary(variable => variable.Name, variable => (string?)variable.Value),
    };

    private static void RequireMountNamespace() =>
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "a private /opt takes a mount namespace, which only root may make here");
}

using System.Text.Json;

namespace Sor.Integration.Tests;

/// <summary>Packages: what they are given, and what is said of those that cannot be used.</summary>
public sealed class PackageTests
{
    // Answers with its own environment, as JSON.
    private const string Program = """
        #!/bin/sh
        cat > /dev/null
        exec /usr/bin/env -0 | tr '\0' '\n' | jq -cRn '[inputs]'
        """;

    private static readonly Dictionary<string, string?> s_secrets = new()
    {
        ["AWS_ACCESS_KEY_ID"] = "id",
        ["AWS_SECRET_ACCESS_KEY"] = "secret",
        ["AWS_SESSION_TOKEN"] = "session",
        ["DATABASE_URL"] = "database",
        ["API_TOKEN"] = "token",
    };

    [Fact]
    public async Task A_package_starts_from_an_empty_environment_and_a_plain_executable_inherits()
    {
        var package = await EnvironmentOfAsync("./env", "");
        var plain = await EnvironmentOfAsync("./env/env", "");

        Assert.Subset(
            new HashSet<string> { "PATH", "LANG", "LC_ALL", "TZ", "TMPDIR", "HOME", "PYTHONPATH", "NODE_PATH", "PWD", "OLDPWD", "SHLVL", "_" },
            package.Keys.Where(static name => !name.StartsWith("SOR_", StringComparison.Ordinal)).ToHashSet());
        Assert.Equal(("/tmp", "C.UTF-8", "/usr/bin:/bin"), (package["HOME"], package["LANG"], package["PATH"]));
        Assert.DoesNotContain(package.Keys, static name => name is "SOR_EVENTS_FD" or "SOR_TEST_RUN");
        Assert.Equal("env", package["SOR_STAGE"]);
        Assert.Equal(("secret", "database"), (plain["AWS_SECRET_ACCESS_KEY"], plain["DATABASE_URL"]));
    }

    [Fact]
    public async Task A_granted_variable_reaches_the_package_and_no_other_does()
    {
        var variables = await EnvironmentOfAsync("./env", ",\"grants\":{\"env\":[\"API_TOKEN\"]}");

        Assert.Equal("token", variables["API_TOKEN"]);
        Assert.False(variables.ContainsKey("DATABASE_URL"));
        Assert.False(variables.ContainsKey("AWS_SECRET_ACCESS_KEY"));
    }

    [Fact]
    public Task A_variable_that_is_not_requested_cannot_be_granted() => AssertRefusedAsync(
        Function("./env", ",\"grants\":{\"env\":[\"AWS_SECRET_ACCESS_KEY\"]}"), "\"env\"", "grants", "AWS_SECRET_ACCESS_KEY", "API_TOKEN");

    [Fact]
    public Task A_manifest_that_is_wrong() => AssertRefusedAsync(
        Function("./env", "").File("env/middleware.json", """{"name":"env","version":"1.0.0","kind":"exek","phase":["before"]}"""),
        "\"env\"", "env/middleware.json:1:", "kind", "exek", "exec", "phase", "phases");

    [Fact]
    public Task A_manifest_that_is_no_json() => AssertRefusedAsync(
        Function("./env", "").File("env/middleware.json", "{\"name\":"), "\"env\"", "env/middleware.json:1:");

    [Theory]
    [InlineData("""["./absent"]""", "./absent")]
    [InlineData("""["no-such-program"]""", "no-such-program")]
    public Task A_command_that_is_missing(string command, string name) => AssertRefusedAsync(
        Function("./env", "").File("env/middleware.json", $$"""{"name":"env","version":"1.0.0","kind":"exec","command":{{command}}}"""),
        "\"env\"", "env/middleware.json", "command[0]", name);

    [Fact]
    public Task A_stage_of_another_kind_than_its_package() => AssertRefusedAsync(
        Function("./env", ",\"kind\":\"frames\""), "\"env\"", "kind", "exec");

    [Theory]
    [InlineData("middlewares/log")]
    [InlineData("middlewares/log/middleware.json")]
    public Task An_own_middleware_of_the_name_of_a_package(string file) => AssertRefusedAsync(
        Function("log", "").Executable(file, "{}"), "\"log\"", "middlewares/log", "./middlewares/log");

    [Fact]
    public async Task A_package_whose_name_is_not_its_folders()
    {
        using var opt = new TemporaryFolder();
        opt.Write("sor/middlewares/one/middleware.json", """{"name":"two","version":"1.0.0","kind":"exec"}""");

        await AssertRefusedWithOptAsync(Function("one", ""), opt.Path, "\"one\"", "/opt/sor/middlewares/one/middleware.json:1:", "name", "two");
    }

    [Fact]
    public async Task A_package_and_a_plain_executable_of_one_name()
    {
        using var opt = new TemporaryFolder();
        opt.Write("sor/middlewares/one/middleware.json", """{"name":"one","version":"1.0.0","kind":"exec","command":["cat"]}""");
        opt.WriteExecutable("middlewares/one", "#!/bin/sh\nexec cat\n");

        await AssertRefusedWithOptAsync(Function("one", ""), opt.Path, "\"one\"", "/opt/sor/middlewares/one", "/opt/middlewares/one");
    }

    [Fact]
    public async Task A_package_of_a_layer_with_a_program_on_the_search_path()
    {
        using var opt = new TemporaryFolder();
        opt.Write("sor/middlewares/one/middleware.json", """{"name":"one","version":"1.0.0","kind":"exec","command":["sh","-c","exec sed s/a/b/"],"phases":["after"]}""");
        using var function = new FunctionFolder { Configuration = """{"version":1,"name":"f","runtime":"echo","pipeline":[{"use":"one"}]}""" };
        await using var run = await BootstrapRun.StartAsync(function, new BootstrapOptions { Opt = opt.Path });

        Assert.Equal("\"b\"", (await run.InvokeAsync("\"a\"")).ResponseText());
    }

    private static async Task<Dictionary<string, string>> EnvironmentOfAsync(string use, string options)
    {
        using var function = Function(use, options);
        await using var run = await BootstrapRun.StartAsync(function, new BootstrapOptions { Environment = s_secrets });

        using var lines = JsonDocument.Parse((await run.InvokeAsync("{}")).ResponseText());
        return lines.RootElement.EnumerateArray().Select(static line => line.GetString()!.Split('=', 2)).Where(static pair => pair.Length == 2).ToDictionary(static pair => pair[0], static pair => pair[1]);
    }

    private static FunctionFolder Function(string use, string options) => new FunctionFolder
    {
        Configuration = $$"""{"version":1,"name":"f","runtime":"echo","pipeline":[{"use":"{{use}}","phases":["before"]{{options}}}]}""",
    }
        .File("env/middleware.json", """{"name":"env","version":"1.0.0","kind":"exec","requests":{"env":["API_TOKEN","ABSENT"]}}""")
        .Executable("env/env", Program);

    private static Task AssertRefusedAsync(FunctionFolder function, params string[] parts) => AssertRefusedWithOptAsync(function, opt: null, parts);

    private static async Task AssertRefusedWithOptAsync(FunctionFolder function, string? opt, params string[] parts)
    {
        using (function)
        {
            await using var run = BootstrapRun.Begin(function, new BootstrapOptions { Environment = s_secrets, Opt = opt });

            Assert.Equal(1, await run.WaitForExitAsync());

            var answer = new Answer(Assert.Single(run.Api.Requests));
            Assert.Equal("Runtime.InvalidConfiguration", answer.ErrorType);
            Assert.All(parts, part => Assert.Contains(part, answer.ErrorMessage, StringComparison.Ordinal));
            await run.LeavesNothingAsync();
        }
    }
}

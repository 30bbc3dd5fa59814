namespace Sor.Configuration.Tests;

public sealed class EnvironmentConfigurationTests
{
    private readonly Dictionary<string, string> _variables = [];
    private readonly HashSet<string> _files = [];

    [Fact]
    public void Accepts_a_runtime_a_handler_and_an_onion()
    {
        Set("SOR_RUNTIME", "python");
        Set("_HANDLER", "app.handle");
        Set("SOR_PIPELINE", "trace, ./middlewares/redact");

        var function = Accepted().Options!;

        Assert.Equal("function", function.Name);
        Assert.Equal("python", function.Runtime);
        Assert.Equal("app.handle", function.Handler);
        Assert.Empty(function.Command);
        Assert.Equal([new StageOptions { Name = "trace", Use = "trace" }, new StageOptions { Name = "redact", Use = "./middlewares/redact" }], function.Pipeline);
    }

    [Fact]
    public void Accepts_the_prototypes_middlewares_beside_an_empty_pipeline()
    {
        Set("SOR_RUNTIME", "echo");
        Set("SLSMIDDLEWARES", "a,b,a");

        var result = Accepted();

        Assert.Equal(["a", "b", "a"], result.PrototypeMiddlewares);
        Assert.Empty(result.Options!.Pipeline);
    }

    [Theory]
    [InlineData(null, null, "function")]
    [InlineData(null, "orders-prod", "orders-prod")]
    [InlineData("orders", "orders-prod", "orders")]
    public void Takes_the_name_from_the_first_variable_that_has_one(string? function, string? lambda, string name)
    {
        Set("SOR_RUNTIME", "echo");
        Set("SOR_FUNCTION", function);
        Set("AWS_LAMBDA_FUNCTION_NAME", lambda);

        Assert.Equal(name, Accepted().Options!.Name);
    }

    [Theory]
    [InlineData("app.handle", "app.py", "python")]
    [InlineData("src/app.handle", "src/app.py", "python")]
    [InlineData("pkg.mod.handle", "pkg/mod.py", "python")]
    [InlineData("app.handle", "app/__init__.py", "python")]
    [InlineData("app.handle", "app.js", "node")]
    [InlineData("app.ns.handle", "app.mjs", "node")]
    [InlineData("./dist/app.handle", "dist/app.cjs", "node")]
    [InlineData("app.handle", "/opt/language-runtime", "prototype")]
    [InlineData("handler.sh", "handler.sh", "exec")]
    [InlineData("handler", "handler", "exec")]
    public void Finds_the_runtime_by_the_one_file_that_fits(string handler, string file, string runtime)
    {
        Set("_HANDLER", handler);
        _files.Add(file);

        Assert.Equal(runtime, Accepted().Options!.Runtime);
    }

    [Fact]
    public void Takes_two_files_of_one_language_for_that_language()
    {
        Set("_HANDLER", "app.handle");
        _files.UnionWith(["app.js", "app.mjs"]);

        Assert.Equal("node", Accepted().Options!.Runtime);
    }

    [Fact]
    public void Prefers_what_is_told_to_the_prototype_and_that_to_a_guess()
    {
        Set("_HANDLER", "app.handle");
        _files.UnionWith(["app.py", "/opt/language-runtime"]);

        Assert.Equal("prototype", Accepted().Options!.Runtime);

        Set("SOR_RUNTIME", "python");
        Assert.Equal("python", Accepted().Options!.Runtime);
    }

    [Theory]
    [InlineData("exec", "handler", true, "./handler")]
    [InlineData("exec", "cat", false, "cat")]
    [InlineData("frames", "./worker", true, "./worker")]
    [InlineData("exec", "/usr/bin/cat", true, "/usr/bin/cat")]
    public void Takes_the_handler_as_the_program_where_the_runtime_has_none_of_its_own(string runtime, string handler, bool exists, string program)
    {
        Set("SOR_RUNTIME", runtime);
        Set("_HANDLER", handler);
        if (exists)
        {
            _files.Add(handler);
        }

        Assert.Equal([program], Accepted().Options!.Command);
    }

    [Fact]
    public void Rejects_a_handler_that_files_of_several_languages_fit()
    {
        Set("_HANDLER", "app.handle");
        _files.UnionWith(["app.py", "app.js"]);

        var diagnostic = Refused("SOR1402 SOR_RUNTIME");

        Assert.Contains("app.py (python), app.js (node)", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_a_handler_that_no_file_fits_and_lists_what_was_looked_for()
    {
        Set("_HANDLER", "app.handle");

        var diagnostic = Refused("SOR1402 SOR_RUNTIME");

        Assert.Contains(
            "/opt/language-runtime, app.handle, app.py, app/__init__.py, app.js, app.mjs, app.cjs",
            diagnostic.Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/app.handle")]
    [InlineData("/etc/passwd")]
    [InlineData("app\n.handle")]
    public void Looks_for_no_file_outside_of_the_task_root(string handler)
    {
        Set("_HANDLER", handler);
        var asked = new List<string>();

        EnvironmentConfiguration.Read(Variable, path =>
        {
            asked.Add(path);
            return false;
        });

        Assert.Equal(["/opt/language-runtime"], asked);
    }

    [Fact]
    public void Rejects_an_environment_that_says_nothing() => Assert.Contains("_HANDLER is not set", Refused("SOR1402 SOR_RUNTIME").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("pyton", "app.handle", "SOR1203 SOR_RUNTIME")]
    [InlineData("ruby", "app.handle", "SOR1102 SOR_RUNTIME")]
    [InlineData("python", null, "SOR1301 _HANDLER")]
    [InlineData("python", "app", "SOR1210 _HANDLER")]
    [InlineData("exec", " cat", "SOR1210 _HANDLER")]
    [InlineData("prototype", null, "SOR1301 _HANDLER")]
    public void Rejects_runtimes_and_handlers_that_do_not_fit(string runtime, string? handler, string problem)
    {
        Set("SOR_RUNTIME", runtime);
        Set("_HANDLER", handler);

        Refused(problem);
    }

    [Theory]
    [InlineData("SOR_PIPELINE", "a,,b", "SOR1209 SOR_PIPELINE")]
    [InlineData("SOR_PIPELINE", "a,b,", "SOR1209 SOR_PIPELINE")]
    [InlineData("SOR_PIPELINE", "../a", "SOR1209 SOR_PIPELINE")]
    [InlineData("SOR_PIPELINE", "a@1", "SOR1102 SOR_PIPELINE")]
    [InlineData("SOR_PIPELINE", "a,./b/a", "SOR1303 SOR_PIPELINE")]
    [InlineData("SLSMIDDLEWARES", "./a", "SOR1209 SLSMIDDLEWARES")]
    [InlineData("SLSMIDDLEWARES", ",", "SOR1209 SLSMIDDLEWARES")]
    [InlineData("AWS_LAMBDA_FUNCTION_NAME", "a b", "SOR1204 AWS_LAMBDA_FUNCTION_NAME")]
    public void Rejects_malformed_variables(string name, string value, string problem)
    {
        Set("SOR_RUNTIME", "echo");
        Set(name, value);

        Assert.Contains(problem, Read().Diagnostics.Select(Place));
        Assert.Null(Read().Options);
    }

    [Fact]
    public void Rejects_both_orders_at_once()
    {
        Set("SOR_RUNTIME", "echo");
        Set("SOR_PIPELINE", "a");
        Set("SLSMIDDLEWARES", "b");

        Refused("SOR1401 SOR_PIPELINE, SLSMIDDLEWARES");
    }

    [Fact]
    public void Takes_an_empty_variable_for_one_that_is_not_set()
    {
        Set("SOR_RUNTIME", "echo");
        Set("SOR_PIPELINE", "");
        Set("SLSMIDDLEWARES", "b");

        Assert.Equal(["b"], Accepted().PrototypeMiddlewares);
    }

    [Fact]
    public void Warns_of_variables_that_a_configuration_file_makes_useless()
    {
        Set("_HANDLER", "app.handle");
        Assert.Null(EnvironmentConfiguration.WarnIgnored(Variable, "sor.json"));

        Set("SOR_PIPELINE", "a");
        Set("SOR_RUNTIME", "echo");
        var warning = EnvironmentConfiguration.WarnIgnored(Variable, "sor.json");

        Assert.Equal(
            "warning SOR1403: ignored, because sor.json describes the function\n  where:   SOR_RUNTIME, SOR_PIPELINE\n  fix:     unset what is ignored, or remove the file",
            warning?.ToString());
    }

    private void Set(string name, string? value)
    {
        if (value is not null)
        {
            _variables[name] = value;
        }
    }

    private string? Variable(string name) => _variables.GetValueOrDefault(name);

    private EnvironmentResult Read() => EnvironmentConfiguration.Read(Variable, _files.Contains);

    private EnvironmentResult Accepted()
    {
        var result = Read();
        Assert.Empty(result.Diagnostics);
        Assert.NotNull(result.Options);
        return result;
    }

    private Diagnostic Refused(string problem)
    {
        var result = Read();
        Assert.Null(result.Options);
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal(problem, Place(diagnostic));
        Assert.NotEmpty(diagnostic.Fix);
        return diagnostic;
    }

    private static string Place(Diagnostic diagnostic) => $"{diagnostic.Code} {diagnostic.Key}";
}

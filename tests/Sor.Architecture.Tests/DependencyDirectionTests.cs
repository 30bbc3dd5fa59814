namespace Sor.Architecture.Tests;

/// <summary>Knowledge points one way: executables know adapters, adapters know the contracts, the contracts know nobody.</summary>
public sealed class DependencyDirectionTests
{
    private const string Bootstrap = "Bootstrap";
    private const string Cli = "Cli";

    // Who may refer to whom. A new project is placed here first.
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Abstractions"] = [],
        ["Native"] = [],
        ["JsonSchema"] = [],
        ["Events"] = [],
        ["Events.Samples"] = [],
        ["JsonSchema.Patterns"] = ["JsonSchema"],
        ["IO"] = ["Native"],
        ["Protocol"] = ["Abstractions"],
        ["Configuration"] = ["Abstractions"],
        ["Core"] = ["Abstractions", "Configuration"],
        ["BuiltIns"] = ["Abstractions", "Configuration", "Events"],

        // What authors of middlewares link: it stands alone, so that it can be a package of its own.
        ["Middleware"] = [],
        ["RuntimeApi"] = ["Abstractions", "IO"],
        ["Processes"] = ["Abstractions", "Configuration", "Protocol", "Native", "IO"],
        ["Triggers.Lambda"] = ["Abstractions", "Configuration", "RuntimeApi"],
        ["Packaging"] = ["Configuration", "JsonSchema", "JsonSchema.Patterns"],
        ["DevServer"] = ["Abstractions", "Configuration", "Packaging", "Protocol", "RuntimeApi", "Native"],
        [Bootstrap] = ["Abstractions", "Native", "IO", "Protocol", "Configuration", "Core", "BuiltIns", "RuntimeApi", "Processes", "Triggers.Lambda"],
        ["Conformance"] = ["Abstractions", "Configuration", "Native", "Protocol"],
        ["HttpStages"] = ["Events", "Middleware"],
        [Cli] = ["Configuration", "Conformance", "Events", "Events.Samples", "Packaging", "DevServer"],
        ["Wasm"] = ["Middleware"],
    };

    // Packages and frameworks: each is a decision, and none may reach bootstrap.
    private static readonly Dictionary<string, string[]> s_foreign = new()
    {
        ["Packaging"] = ["YamlDotNet"],
        ["DevServer"] = ["Microsoft.AspNetCore.App"],
        [Cli] = ["System.CommandLine"],
        ["Wasm"] = ["Wasmtime"],
    };

    public static TheoryData<string> Projects => [.. Repository.Sources.Keys.Order()];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_those_that_it_may_know(string project)
    {
        Assert.True(s_allowed.TryGetValue(project, out var allowed), $"Sor.{project} is new: say in this table whom it may know");

        Assert.Empty(Repository.Sources[project].Projects.Except(allowed));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_uses_no_package_without_a_decision(string project)
    {
        var source = Repository.Sources[project];

        Assert.Empty(source.Packages.Concat(source.Frameworks).Except(s_foreign.GetValueOrDefault(project, [])));
    }

    [Fact]
    public void Triggers_do_not_know_each_other_nor_the_engine()
    {
        foreach (var trigger in Repository.Sources.Values.Where(static project => project.Name.StartsWith("Triggers.", StringComparison.Ordinal)))
            Assert.DoesNotContain(trigger.Projects, static name => name.StartsWith("Triggers.", StringComparison.Ordinal) || name is "Core" or "Processes");
    }

    [Fact]
    public void Nothing_refers_to_an_executable() =>
        Assert.All(Repository.Sources.Values, static project =>
            Assert.DoesNotContain(project.Projects, static name => Repository.Sources[name].IsExecutable));

    [Fact]
    public void The_local_platform_does_not_contain_the_engine() =>
        Assert.Empty(ClosureOf(Cli).Intersect(["Core", "Processes", "Triggers.Lambda", Bootstrap]));

    [Fact]
    public void Product_code_refers_to_nothing_outside_of_src()
    {
        var sources = Path.Combine(Repository.Root, "src") + Path.DirectorySeparatorChar;

        Assert.All(Repository.Sources.Values.SelectMany(static project => project.ProjectPaths), path => Assert.StartsWith(sources, path, StringComparison.Ordinal));
    }

    [Fact]
    public void Bootstrap_reaches_no_package_and_no_framework_but_the_base()
    {
        foreach (var project in ClosureOf(Bootstrap).Select(static name => Repository.Sources[name]))
        {
            Assert.Equal("Microsoft.NET.Sdk", project.Sdk);
            Assert.Empty(project.Packages);
            Assert.Empty(project.Frameworks);
        }
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "sor.slnx"));

        Assert.All(Repository.ProjectPaths, path => Assert.Contains($"\"{path}\"", solution, StringComparison.Ordinal));
    }

    private static HashSet<string> ClosureOf(string project)
    {
        var closure = new HashSet<string>();
        var waiting = new Stack<string>([project]);
        while (waiting.TryPop(out var name))
        {
            if (!closure.Add(name))
                continue;
            foreach (var reference in Repository.Sources[name].Projects)
                waiting.Push(reference);
        }

        return closure;
    }
}

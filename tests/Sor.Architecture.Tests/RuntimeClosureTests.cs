namespace Sor.Architecture.Tests;

/// <summary>What is compiled into <c>bootstrap</c>, looked up in the assemblies themselves.</summary>
public sealed class RuntimeClosureTests
{
    // Prefixes of full type names that the engine has no business with: I/O, processes, the environment, clocks of its own.
    private static readonly string[] s_bannedInCore =
    [
        "System.IO.", "System.Net.", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch", "System.Environment", "System.AppContext",
        "System.Console", "System.DateTime", "System.Threading.Thread", "System.Threading.Timer", "System.Random", "System.Runtime.InteropServices.Marshal",
        "Sor.Native.", "Sor.IO.", "Sor.Processes.", "Sor.Protocol.", "Sor.RuntimeApi.", "Sor.Triggers.",
    ];

    // What would cost start-up or size, or needs reflection at run time.
    private static readonly string[] s_bannedInBootstrap =
    [
        "System.Net.Http.", "System.Net.Sockets.", "System.Diagnostics.Process", "System.Text.RegularExpressions.", "System.Linq.Expressions.",
        "System.Reflection.Emit.", "System.Activator", "System.ComponentModel.", "System.Xml.", "System.Threading.Tasks.Parallel",
        "System.Text.Json.JsonSerializer", "System.Text.Json.Nodes.", "Microsoft.", "YamlDotNet.",
    ];

    // The compiler itself marks assemblies with these.
    private static readonly string[] s_marks = ["Microsoft.CodeAnalysis.EmbeddedAttribute", "System.ComponentModel.EditorBrowsableAttribute", "System.ComponentModel.EditorBrowsableState"];

    public static TheoryData<string> Linked => ["Abstractions", "BuiltIns", "Configuration", "Core", "IO", "JsonSchema", "Native", "Processes", "Protocol", "RuntimeApi", "Triggers.Lambda"];

    [Fact]
    public void The_engine_does_no_input_or_output() =>
        AssertFree("Core", s_bannedInCore);

    [Fact]
    public void The_engine_is_built_on_the_contracts_alone() =>
        Assert.Empty(BuiltAssembly.AssembliesUsedBy("Core").Where(static name => name.StartsWith("Sor.", StringComparison.Ordinal)).Except(["Sor.Abstractions", "Sor.Configuration"]));

    [Fact]
    public void The_contracts_do_no_input_or_output() =>
        AssertFree("Abstractions", s_bannedInCore.Except(["System.Diagnostics.Stopwatch"]));

    [Theory]
    [MemberData(nameof(Linked))]
    public void Nothing_heavy_is_linked_into_bootstrap(string project) =>
        AssertFree(project, s_bannedInBootstrap);

    [Fact]
    public void What_is_looked_at_is_what_bootstrap_links()
    {
        var references = Repository.Sources["Bootstrap"].Projects.ToHashSet();

        // Native and Protocol come with Processes.
        Assert.Empty(references.Except(Linked.Select(static row => row.Data)));
    }

    [Fact]
    public void The_look_into_assemblies_sees_types()
    {
        Assert.Contains("System.Runtime.InteropServices.Marshal", BuiltAssembly.TypesUsedBy("Native"));
        Assert.Contains("Sor.IO.EventLoop", BuiltAssembly.TypesUsedBy("Processes"));
    }

    private static void AssertFree(string project, IEnumerable<string> banned) => Assert.DoesNotContain(
        BuiltAssembly.TypesUsedBy(project).Except(s_marks), type => banned.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)));
}

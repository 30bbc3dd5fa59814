namespace Sor.Wasm.Tests;

public sealed class VersionTests
{
    [Fact]
    public void The_key_of_prepared_code_has_the_version_of_the_package()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Directory.Packages.props")))
            root = root.Parent!;
        var packages = File.ReadAllText(Path.Combine(root.FullName, "Directory.Packages.props"));
        var engine = File.ReadAllText(Path.Combine(root.FullName, "src", "Sor.Wasm", "Wasmtime", "WasmEngine.cs"));

        var version = Between(packages, "Include=\"Wasmtime\" Version=\"", "\"");

        Assert.Contains($"Version = \"{version}\";", engine, StringComparison.Ordinal);
    }

    private static string Between(string text, string before, string after)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf(after, start, StringComparison.Ordinal)];
    }
}

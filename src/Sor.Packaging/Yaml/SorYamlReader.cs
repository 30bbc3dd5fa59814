using System.Text;
using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>Reads <c>sor.yaml</c>. The rules are those of <see cref="SorJsonReader"/>; only the way of writing differs (<see cref="SorYamlDialect"/>).</summary>
public static class SorYamlReader
{
    /// <param name="utf8">The file's bytes.</param>
    /// <param name="fileName">How the file is named in messages.</param>
    public static SorYamlResult Read(ReadOnlySpan<byte> utf8, string fileName)
    {
        var diagnostics = new DiagnosticList(fileName);
        var root = ReadTree(utf8, diagnostics);
        FunctionOptions? options = null;
        if (root is { Kind: ConfigurationNodeKind.Map })
        {
            ConfigurationTree.Check(root, diagnostics);
            options = new FunctionBinder(SorYamlDialect.Instance, diagnostics).Bind(root, "", SorYamlDialect.Instance.FunctionKeys, defaultName: null);
        }
        else if (root is not null)
        {
            diagnostics.Error(
                DiagnosticCodes.NotAMap,
                root.Position,
                "",
                $"found {Display.Describe(root)} where the keys of a function belong",
                "describe the function: name, runtime, handler");
        }

        return new SorYamlResult { Options = diagnostics.HasErrors ? null : options, Diagnostics = diagnostics.ToSorted(), Root = root };
    }

    private static ConfigurationNode? ReadTree(ReadOnlySpan<byte> utf8, DiagnosticList diagnostics) =>
        ConfigurationTree.TryTakeText(ref utf8, diagnostics) ? YamlTreeReader.Read(Encoding.UTF8.GetString(utf8), diagnostics) : null;
}

using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Sor.JsonSchema.Tests;

/// <summary>Another validator, npm's ajv, says the same of schemas and instances that nobody chose.</summary>
public sealed class AgreementTests
{
    private const int SchemaCount = 600;
    private const int InstanceCount = 20;

    [Fact]
    public void Ajv_agrees_about_generated_schemas_and_instances()
    {
        var generator = new Generator(20201209);
        var cases = Enumerable.Range(0, SchemaCount)
            .Select(_ => (Schema: generator.Schema(), Instances: Enumerable.Range(0, InstanceCount).Select(_ => generator.Instance()).ToArray())).ToArray();

        var theirs = Ajv(string.Join('\n', cases.Select(static one => $"{{\"schema\":{one.Schema},\"instances\":[{string.Join(',', one.Instances)}]}}")));

        var wrong = new List<string>();
        var valid = 0;
        var compared = 0;
        for (var index = 0; index < cases.Length; index++)
        {
            var schema = Schemas.Compile(cases[index].Schema);
            for (var ordinal = 0; ordinal < InstanceCount; ordinal++)
            {
                var instance = cases[index].Instances[ordinal];
                var ours = schema.IsValid(Encoding.UTF8.GetBytes(instance));
                valid += ours ? 1 : 0;
                compared += theirs[index][ordinal] is null ? 0 : 1;
                if (theirs[index][ordinal] is { } answer && ours != answer)
                    wrong.Add($"we say {ours}: {instance} of {cases[index].Schema}");
                Assert.Equal(ours, schema.Validate(Encoding.UTF8.GetBytes(instance)).IsValid);
            }
        }

        // A generator whose instances are nearly all valid, or hardly any, would compare nothing.
        Assert.InRange(valid, SchemaCount * InstanceCount / 4, SchemaCount * InstanceCount * 3 / 4);
        Assert.InRange(compared, SchemaCount * InstanceCount * 95 / 100, SchemaCount * InstanceCount);
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {SchemaCount * InstanceCount}:\n{string.Join('\n', wrong.Take(20))}");
    }

    /// <summary>For each line a list of answers.</summary>
    private static bool?[][] Ajv(string lines)
    {
        var script = SuiteFiles.InTests("Agreement", "validate.js");
        Assert.True(Directory.Exists(SuiteFiles.InTests("Suite", "node_modules", "ajv")), "ajv is missing: run tests/Sor.JsonSchema.Tests/Suite/install.sh");
        using var node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardInputEncoding = new UTF8Encoding(false) })!;
        node.StandardInput.Write(lines);
        node.StandardInput.Close();
        var answers = node.StandardOutput.ReadToEnd();
        node.WaitForExit();
        Assert.Equal(0, node.ExitCode);
        return [.. answers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonDocument.Parse(line).RootElement.EnumerateArray().Select(static answer => answer.ValueKind == JsonValueKind.Null ? (bool?)null : answer.GetBoolean()).ToArray())];
    }
}

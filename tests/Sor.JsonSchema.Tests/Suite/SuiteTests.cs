using System.Text;
using System.Text.Json;
using Sor.JsonSchema.Patterns;

namespace Sor.JsonSchema.Tests;

/// <summary>The official test suite of draft 2020-12.</summary>
public sealed class SuiteTests
{
    public static TheoryData<string> Files => [.. SuiteFiles.Tests];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Files))]
    public void The_official_suite_agrees(string file)
    {
        var path = Path.Combine(SuiteFiles.Root!, "tests", "draft2020-12", file);
        var formats = file.Contains("format/", StringComparison.Ordinal) ? FormatChecker.Instance : null;
        var options = new SchemaOptions { Patterns = RegexPatterns.Instance, Formats = formats, Documents = SuiteFiles.Remotes };
        using var groups = JsonDocument.Parse(File.ReadAllBytes(path));
        var wrong = new List<string>();
        foreach (var group in groups.RootElement.EnumerateArray())
        {
            var name = group.GetProperty("description").GetString()!;
            if (SuiteExceptions.Has(file, name))
                continue;
            var compiled = JsonSchema.Compile(Encoding.UTF8.GetBytes(group.GetProperty("schema").GetRawText()), options);
            if (compiled.Schema is null)
            {
                wrong.Add($"{name}: {string.Join("; ", compiled.Problems)}");
                continue;
            }

            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var title = test.GetProperty("description").GetString()!;
                if (SuiteExceptions.Has(file, $"{name}: {title}"))
                    continue;
                var result = compiled.Schema.Validate(Encoding.UTF8.GetBytes(test.GetProperty("data").GetRawText()));
                if (result.IsValid != test.GetProperty("valid").GetBoolean())
                    wrong.Add($"{name}: {title}: {string.Join("; ", result.Errors)}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }
}

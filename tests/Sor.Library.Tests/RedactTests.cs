using System.Text;
using Sor.Configuration;

namespace Sor.Library.Tests;

/// <summary>The redact middlewares are one middleware, written several times in several kinds.</summary>
public sealed class RedactTests
{
    public static TheoryData<string> Vectors => [.. Package.Named("redact").Vectors.Select(static vector => vector.Name)];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void All_kinds_answer_with_the_same_bytes(string name)
    {
        var vector = Package.Named("redact").Vectors.Single(vector => vector.Name == name);

        var answers = new[] { Answer("redact", StageKind.Exec), Answer("redact", StageKind.Frames), Answer("redact-lines", StageKind.Lines) };

        Assert.Single(answers.Distinct());

        string Answer(string package, StageKind kind)
        {
            using var stage = new Stage(Package.Named(package), vector.Config, kind);
            var outcome = stage.Run(vector.Phase, vector.Invocation(package));
            return $"{outcome.Kind} {Convert.ToHexString(outcome.Payload.Bytes.Span)}";
        }
    }

    [Fact]
    public void All_kinds_have_the_same_vectors()
    {
        var files = Package.All.Where(static package => package.Name.StartsWith("redact", StringComparison.Ordinal))
            .Select(static package => File.ReadAllText(Path.Combine(package.Folder, "vectors.json"))).ToList();

        Assert.True(files.Count >= 2);
        Assert.Single(files.Distinct());
    }

    [Theory]
    [InlineData("""{"pointers":["password"]}""", "config.pointers")]
    [InlineData("""{"pointers":["/a~2"]}""", "config.pointers")]
    [InlineData("""{"pointers":"/a"}""", "config.pointers")]
    [InlineData("""{}""", "config.pointers")]
    [InlineData("""{"pointers":[],"with":1}""", "config.with")]
    public void A_configuration_that_means_nothing_names_its_key(string config, string key)
    {
        Assert.Contains(key, ErrorOf("redact", config), StringComparison.Ordinal);
        Assert.Contains(key, ErrorOf("redact-lines", config), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_pass_the_lines_filter_digit_by_digit()
    {
        const string Event = """{"n":[1.10,1e400,123456789012345678901234567890,-0.0,1E+2]}""";
        using var stage = new Stage(Package.Named("redact-lines"), """{"pointers":["/x"]}""");

        var outcome = stage.Run(Phase.Before, Calls.Of(Event));

        Assert.Equal(Event, Encoding.UTF8.GetString(outcome.Payload.Bytes.Span));
    }

    [Fact]
    public void One_filter_serves_one_event_after_another()
    {
        using var stage = new Stage(Package.Named("redact-lines"), """{"pointers":["/p"],"with":"-"}""");
        var large = new string('x', 1_000_000);

        Assert.Equal("""{"p":"-"}""", Calls.Text(stage.Run(Phase.Before, Calls.Of("""{"p":1}"""))));
        Assert.Equal($$"""{"a":"{{large}}","p":"-"}""", Calls.Text(stage.Run(Phase.After, Calls.Of($$"""{"a":"{{large}}","p":2}"""))));
        Assert.Equal("""{"p":"-"}""", Calls.Text(stage.Run(Phase.Before, Calls.Of("""{"p":3}"""))));
    }

    private static string ErrorOf(string package, string config)
    {
        using var stage = new Stage(Package.Named(package), config);
        return stage.Run(Phase.Before, Calls.Of("""{"a":1}""")).Failure!.ErrorMessage + stage.Log;
    }
}

using System.Text;
using Sor.JsonSchema;

namespace Sor.Bootstrap;

/// <summary>Whether a stage's <c>config</c> is what its package's manifest asks for. Patterns and formats are left to the package itself.</summary>
internal static class ConfigurationCheck
{
    private const int ErrorCount = 5;
    private static readonly SchemaOptions s_options = new() { ErrorCount = ErrorCount };

    /// <param name="config">The stage's configuration as JSON; null counts as <c>{}</c>.</param>
    /// <param name="schema">The manifest's <c>configuration</c>.</param>
    /// <returns>What is wrong, each with its key; null: nothing.</returns>
    internal static string? ProblemOf(string? config, string schema)
    {
        var compiled = JsonSchema.JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), s_options);
        if (compiled.Schema is null)
            return $"the configuration in its middleware.json is no schema that can be used: {string.Join("; ", compiled.Problems)}";
        var result = compiled.Schema.Validate(Encoding.UTF8.GetBytes(config ?? "{}"));
        if (result.IsValid)
            return null;
        var problem = new StringBuilder();
        foreach (var error in result.Errors)
            problem.Append(problem.Length == 0 ? "" : "; ").Append(KeyOf(error.InstancePointer)).Append(' ').Append(error.Message);
        return problem.ToString();
    }

    /// <summary><c>/pointers/0</c> as <c>config.pointers[0]</c>. Names stay as the pointer has them.</summary>
    private static string KeyOf(string pointer)
    {
        var key = new StringBuilder("config");
        var segments = pointer.Split('/');
        for (var index = 1; index < segments.Length; index++)
        {
            var isItem = segments[index].Length > 0 && char.IsAsciiDigit(segments[index][0]);
            key.Append(isItem ? '[' : '.').Append(segments[index]).Append(isItem ? "]" : null);
        }

        return key.ToString();
    }
}

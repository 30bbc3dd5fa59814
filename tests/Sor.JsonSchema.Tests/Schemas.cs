using System.Text;
using Sor.JsonSchema.Patterns;

namespace Sor.JsonSchema.Tests;

/// <summary>Schemas and instances as texts.</summary>
internal static class Schemas
{
    private static readonly SchemaOptions s_options = new() { Patterns = RegexPatterns.Instance, Formats = FormatChecker.Instance };

    /// <summary>With patterns and formats, unless other options are given.</summary>
    internal static JsonSchema Compile(string schema, SchemaOptions? options = null)
    {
        var result = JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), options ?? s_options);
        Assert.True(result.Schema is not null, string.Join('\n', result.Problems));
        return result.Schema;
    }

    internal static IReadOnlyList<string> ProblemsOf(string schema, SchemaOptions? options = null)
    {
        var result = JsonSchema.Compile(Encoding.UTF8.GetBytes(schema), options ?? s_options);
        Assert.Equal(result.Schema is null, result.Problems.Count > 0);
        return [.. result.Problems.Select(static problem => problem.ToString())];
    }

    /// <summary>Errors as POINTER: MESSAGE.</summary>
    internal static IReadOnlyList<string> ErrorsOf(string schema, string instance, SchemaOptions? options = null)
    {
        var compiled = Compile(schema, options);
        var result = compiled.Validate(Encoding.UTF8.GetBytes(instance));
        Assert.Equal(result.IsValid, result.Errors.Count == 0);
        Assert.Equal(result.IsValid, compiled.IsValid(Encoding.UTF8.GetBytes(instance)));
        return [.. result.Errors.Select(static error => error.ToString())];
    }
}

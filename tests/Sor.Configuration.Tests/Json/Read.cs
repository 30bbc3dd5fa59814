using System.Globalization;
using System.Text;

namespace Sor.Configuration.Tests;

/// <summary>Reads a text that is expected to be accepted, or to be refused.</summary>
internal static class Read
{
    private const char Mark = '▲';

    public static FunctionOptions Accepted(string json, string? functionName = null)
    {
        var result = SorJsonReader.Read(Encoding.UTF8.GetBytes(json), "sor.json", functionName);

        Assert.Empty(result.Diagnostics);
        return Assert.IsType<FunctionOptions>(result.Options);
    }

    public static IReadOnlyList<Diagnostic> Refused(string json, string? functionName = null)
    {
        var result = SorJsonReader.Read(Encoding.UTF8.GetBytes(json), "sor.json", functionName);

        Assert.Null(result.Options);
        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, static diagnostic =>
        {
            Assert.NotEmpty(diagnostic.Message);
            Assert.NotEmpty(diagnostic.Fix);
            Assert.Equal("sor.json", diagnostic.File);
        });
        return result.Diagnostics;
    }

    /// <summary>Reads a text that has one problem, where the mark ▲ is (or at its beginning without one).</summary>
    /// <param name="marked">The text; the mark is taken out of it.</param>
    /// <param name="problem">Code and key: <c>SOR1202 memoryMb</c>.</param>
    public static Diagnostic RefusedAt(string marked, string problem)
    {
        var before = marked[..Math.Max(marked.IndexOf(Mark, StringComparison.Ordinal), 0)];
        var diagnostic = Assert.Single(Refused(marked.Replace(Mark.ToString(), "", StringComparison.Ordinal)));

        Assert.Equal(problem, $"{diagnostic.Code} {diagnostic.Key}");
        Assert.Equal(new SourcePosition(before.Count(static c => c == '\n') + 1, before.Length - before.LastIndexOf('\n')), diagnostic.Position);
        return diagnostic;
    }

    /// <summary>Code, place and key of a problem: <c>SOR1101 3:5 pipeline[0].x</c>.</summary>
    public static string Place(Diagnostic diagnostic) =>
        string.Create(CultureInfo.InvariantCulture, $"{diagnostic.Code} {diagnostic.Position.Line}:{diagnostic.Position.Column} {diagnostic.Key}");
}

using System.Globalization;
using System.Text;

namespace Sor.Configuration.Tests;

/// <summary>Reads a text that is expected to be accepted, or to be refused.</summary>
internal static class Read
{
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

    /// <summary>Code, place and key of a problem: <c>SOR1101 3:5 pipeline[0].x</c>.</summary>
    public static string Place(Diagnostic diagnostic) =>
        string.Create(CultureInfo.InvariantCulture, $"{diagnostic.Code} {diagnostic.Position.Line}:{diagnostic.Position.Column} {diagnostic.Key}");
}

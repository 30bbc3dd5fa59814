using System.Globalization;
using System.Text;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

/// <summary>Reads a text that is expected to be accepted, or to be refused.</summary>
internal static class Read
{
    public static FunctionOptions Accepted(string yaml)
    {
        var result = SorYamlReader.Read(Encoding.UTF8.GetBytes(yaml), "sor.yaml");

        Assert.Empty(result.Diagnostics);
        return Assert.IsType<FunctionOptions>(result.Options);
    }

    public static IReadOnlyList<Diagnostic> Refused(string yaml)
    {
        var result = SorYamlReader.Read(Encoding.UTF8.GetBytes(yaml), "sor.yaml");

        Assert.Null(result.Options);
        Assert.NotEmpty(result.Diagnostics);
        Assert.All(result.Diagnostics, static diagnostic =>
        {
            Assert.NotEmpty(diagnostic.Message);
            Assert.NotEmpty(diagnostic.Fix);
            Assert.Equal("sor.yaml", diagnostic.File);
        });
        return result.Diagnostics;
    }

    /// <summary>Code, place and key of a problem: <c>SOR1101 3:5 pipeline[0].x</c>.</summary>
    public static string Place(Diagnostic diagnostic) =>
        string.Create(CultureInfo.InvariantCulture, $"{diagnostic.Code} {diagnostic.Position.Line}:{diagnostic.Position.Column} {diagnostic.Key}");

    public static IEnumerable<string> Places(string yaml) => Refused(yaml).Select(Place);
}

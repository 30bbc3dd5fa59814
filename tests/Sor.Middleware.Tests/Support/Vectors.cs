using System.Text.Json;

namespace Sor.Middleware.Tests;

/// <summary>Cases of <c>spec/vectors/frames</c>.</summary>
internal static class Vectors
{
    /// <summary>The cases of the files whose names match, with the program that they are for.</summary>
    public static IEnumerable<(string Program, JsonElement Vector)> Of(string pattern)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), pattern).Order())
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var program = document.RootElement.TryGetProperty("program", out var name) ? name.GetString()! : "";
            foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
                yield return (program, vector.Clone());
        }
    }
}

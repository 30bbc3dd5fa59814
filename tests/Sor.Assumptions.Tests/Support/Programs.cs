using System.Text;

namespace Sor.Assumptions.Tests;

/// <summary>The files of <c>tests/Assumptions/</c>.</summary>
internal static class Programs
{
    public static string Read(string relative) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "programs", relative));

    /// <summary>A native event, as bytes; the replacements make another one of it.</summary>
    public static byte[] Event(string name, params ReadOnlySpan<(string Old, string New)> replacements)
    {
        var text = Read($"events/{name}.json");
        foreach (var (old, @new) in replacements)
        {
            Assert.Contains(old, text, StringComparison.Ordinal);
            text = text.Replace(old, @new, StringComparison.Ordinal);
        }

        return Encoding.UTF8.GetBytes(text);
    }
}

using System.Text;
using System.Text.Json;

namespace Sor.TestSupport;

/// <summary>The bytes that the parts of a vector stand for (<c>spec/vectors/frames/README.md</c>).</summary>
public static class VectorBytes
{
    /// <param name="parts">A list of <c>text</c> or <c>hex</c>, each so many <c>times</c>.</param>
    public static byte[] Of(JsonElement parts)
    {
        using var bytes = new MemoryStream();
        foreach (var part in parts.EnumerateArray())
        {
            var piece = part.TryGetProperty("text", out var text)
                ? Encoding.UTF8.GetBytes(text.GetString()!)
                : Convert.FromHexString(part.GetProperty("hex").GetString()!);
            var times = part.TryGetProperty("times", out var number) ? number.GetInt32() : 1;
            for (var i = 0; i < times; i++)
                bytes.Write(piece);
        }

        return bytes.ToArray();
    }
}

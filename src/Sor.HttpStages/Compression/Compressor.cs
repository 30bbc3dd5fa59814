using System.IO.Compression;

namespace Sor.HttpStages.Compression;

/// <summary>The codings that can be made.</summary>
internal static class Compressor
{
    internal const string Brotli = "br";
    internal const string Gzip = "gzip";

    internal static byte[] Run(byte[] bytes, string coding, CompressLevel level)
    {
        var effort = level switch { CompressLevel.Fast => CompressionLevel.Fastest, CompressLevel.Balanced => CompressionLevel.Optimal, _ => CompressionLevel.SmallestSize };
        using var output = new MemoryStream(bytes.Length / 2);
        using (Stream stream = coding == Brotli ? new BrotliStream(output, effort, leaveOpen: true) : new GZipStream(output, effort, leaveOpen: true))
            stream.Write(bytes);
        return output.ToArray();
    }
}

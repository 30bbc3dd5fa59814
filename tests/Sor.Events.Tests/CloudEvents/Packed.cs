using System.IO.Compression;
using System.Text;

namespace Sor.Events.Tests.CloudEvents;

/// <summary>Packs texts by the library of .NET, in base64.</summary>
internal static class Packed
{
    public static string Gzip(params string[] members) =>
        Convert.ToBase64String([.. members.SelectMany(member => Pack(Encoding.UTF8.GetBytes(member), output => new GZipStream(output, CompressionLevel.Optimal)))]);

    public static string Zlib(string text) => Convert.ToBase64String(Pack(Encoding.UTF8.GetBytes(text), output => new ZLibStream(output, CompressionLevel.Optimal)));

    public static byte[] Pack(byte[] bytes, Func<Stream, Stream> packer)
    {
        var output = new MemoryStream();
        using (var packed = packer(output))
            packed.Write(bytes);
        return output.ToArray();
    }
}

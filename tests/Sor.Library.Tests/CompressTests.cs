using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Sor.Library.Tests;

/// <summary><c>compress</c> beyond its vectors: bytes that depend on a library are decompressed, not compared.</summary>
public sealed class CompressTests
{
    private static readonly string s_text = string.Concat(Enumerable.Repeat("the same, änd ", 200));

    [Theory]
    [InlineData("gzip", "fast")]
    [InlineData("gzip", "balanced")]
    [InlineData("gzip", "small")]
    [InlineData("br", "fast")]
    [InlineData("br", "balanced")]
    [InlineData("br", "small")]
    public void What_is_compressed_is_the_body(string coding, string level)
    {
        using var stage = new Stage(Package.Named("compress"), $$"""{"level":"{{level}}"}""");
        var invocation = Calls.Of($$"""{"method":"GET","headers":[["accept-encoding","{{coding}}"]]}""", ContentTypes.HttpRequest);
        _ = stage.Run(Phase.Before, invocation);

        var answer = stage.Run(Phase.After, new Invocation(invocation.Context, new Payload(Encoding.UTF8.GetBytes(s_text), "text/plain")));

        using var response = JsonDocument.Parse(Calls.Text(answer));
        Assert.Equal(ContentTypes.HttpResponse, answer.Payload.ContentType);
        Assert.Equal("base64", response.RootElement.GetProperty("bodyEncoding").GetString());
        Assert.Equal($$"""[["content-type","text/plain"],["vary","accept-encoding"],["content-encoding","{{coding}}"]]""", response.RootElement.GetProperty("headers").GetRawText());
        Assert.Equal(s_text, Decompressed(response.RootElement.GetProperty("body").GetBytesFromBase64(), coding));
    }

    private static string Decompressed(byte[] bytes, string coding)
    {
        using var input = new MemoryStream(bytes);
        using Stream stream = coding == "br" ? new BrotliStream(input, CompressionMode.Decompress) : new GZipStream(input, CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}

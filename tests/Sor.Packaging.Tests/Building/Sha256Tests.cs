using System.Security.Cryptography;
using System.Text;

namespace Sor.Packaging.Tests;

public sealed class Sha256Tests
{
    [Theory]
    [InlineData("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    public void Gives_the_digests_of_the_standard(string text, string digest)
    {
        Assert.Equal(digest, Sha256.HexOf(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void Agrees_with_the_framework_at_every_length_around_blocks_and_buffers()
    {
        var data = new byte[200_000];
        new Random(7).NextBytes(data);
        int[] lengths = [.. Enumerable.Range(0, 260), 65_535, 65_536, 65_537, 131_072, 200_000];

        Assert.All(lengths, length => Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(data.AsSpan(0, length))), Sha256.HexOf(data.AsSpan(0, length))));
    }
}

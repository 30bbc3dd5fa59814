using System.Text;
using System.Text.Json;
using CsCheck;

namespace Sor.Protocol.Tests;

public sealed class FrameStreamPropertyTests
{
    private static readonly Gen<byte[]> s_body = Gen.Frequency(
        (3, Gen.Byte.Array[0, 40]), (1, Gen.Byte.Array[8000, 9000]), (1, Gen.Byte.Array[30_000, 40_000]));

    private static readonly Gen<(string Padding, byte[] Body)> s_frame = Gen.Select(
        Gen.Frequency((4, Gen.Int[0, 50]), (1, Gen.Int[7900, 8300]), (1, Gen.Int[65_000, 65_400])).Select(static length => new string('p', length)),
        s_body);

    [Fact]
    public void Frames_come_out_alike_whatever_the_pieces() =>
        Gen.Select(s_frame.Array[1, 6], Gen.Int[1, 20_000].Array[1, 8], Gen.Bool).Sample(static (frames, sizes, wantsBodies) =>
        {
            var bytes = frames.SelectMany(static frame => Bytes(frame)).ToArray();
            var feed = new FrameFeed(wantsBodies: wantsBodies);

            var rest = bytes.AsSpan();
            for (var i = 0; !rest.IsEmpty; i++)
            {
                var size = Math.Min(rest.Length, sizes[i % sizes.Length]);
                feed.Give(rest[..size]);
                rest = rest[size..];
            }

            Assert.Null(feed.Reader.Problem);
            Assert.Equal(frames.Length, feed.Frames.Count);
            foreach (var (expected, actual) in frames.Zip(feed.Frames))
            {
                Assert.Equal(expected.Padding, actual.Header.GetProperty("padding").GetString());
                Assert.Equal(wantsBodies ? expected.Body : [], actual.Body);
            }
        }, iter: 300);

    private static byte[] Bytes((string Padding, byte[] Body) frame) =>
        [.. Encoding.UTF8.GetBytes($"{{\"type\":\"result\",\"id\":1,\"padding\":\"{JsonEncodedText.Encode(frame.Padding)}\",\"length\":{frame.Body.Length}}}\n"), .. frame.Body];
}

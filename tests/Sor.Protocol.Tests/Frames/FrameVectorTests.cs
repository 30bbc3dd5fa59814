using System.Text.Json;

namespace Sor.Protocol.Tests;

public sealed class FrameVectorTests
{
    private const int MaxCutBytes = 2048;

    public static TheoryData<string> Names => [.. FrameVector.OfHost.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void All_bytes_at_once(string name)
    {
        var vector = FrameVector.OfHost[name];

        Check(vector, wantsBodies: true, vector.Input.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Byte_by_byte(string name) => Check(FrameVector.OfHost[name], wantsBodies: true, 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void Byte_by_byte_when_nobody_wants_the_bodies(string name) => Check(FrameVector.OfHost[name], wantsBodies: false, 1);

    [Theory]
    [MemberData(nameof(Names))]
    public void In_two_pieces_cut_at_every_place(string name)
    {
        var vector = FrameVector.OfHost[name];
        for (var cut = 1; cut < Math.Min(vector.Input.Length, MaxCutBytes); cut++)
            Check(vector, wantsBodies: true, cut, vector.Input.Length - cut);
    }

    /// <param name="vector">The case.</param>
    /// <param name="wantsBodies">Whether bodies are kept, or read over.</param>
    /// <param name="sizes">Sizes of the pieces; the last one repeats.</param>
    private static void Check(FrameVector vector, bool wantsBodies, params ReadOnlySpan<int> sizes)
    {
        var feed = new FrameFeed(vector.HeaderLimitBytes, vector.PayloadLimitBytes, wantsBodies);
        var rest = vector.Input.AsSpan();
        for (var i = 0; !rest.IsEmpty; i++)
        {
            var size = Math.Min(rest.Length, sizes[Math.Min(i, sizes.Length - 1)]);
            feed.Give(rest[..size]);
            rest = rest[size..];
        }

        Assert.Equal(vector.Then == "broken", feed.IsBroken);
        AssertFrames(vector, feed, wantsBodies);
        if (vector.Then != "broken")
            AssertWhatFollows(vector, feed);
    }

    private static void AssertFrames(FrameVector vector, FrameFeed feed, bool wantsBodies)
    {
        Assert.Equal(vector.Frames.Count, feed.Frames.Count);
        foreach (var (expected, actual) in vector.Frames.Zip(feed.Frames))
        {
            Assert.True(JsonElement.DeepEquals(expected.Header, actual.Header), $"expected {expected.Header}, read {actual.Header}");
            Assert.Equal(wantsBodies ? expected.Body : [], actual.Body);
        }
    }

    /// <summary>An open channel reads the next frame as such; a partial frame is completed, or broken, by it.</summary>
    private static void AssertWhatFollows(FrameVector vector, FrameFeed feed)
    {
        feed.Give("{\"type\":\"p\"}\n"u8);

        var follows = feed.Frames.Count == vector.Frames.Count + 1 && feed.Frames[^1].Header.GetRawText() == "{\"type\":\"p\"}";
        Assert.Equal(vector.Then == "open", follows);
    }
}

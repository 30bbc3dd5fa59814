using System.Text;
using System.Text.Json;

namespace Sor.Protocol.Tests;

/// <summary>Feeds a reader piece by piece and keeps what it gives.</summary>
internal sealed class FrameFeed : IFrameBodies
{
    private readonly bool _wantsBodies;

    public FrameFeed(int headerLimitBytes = FrameLimits.HeaderBytes, int payloadLimitBytes = FrameLimits.PayloadBytes, bool wantsBodies = true)
    {
        _wantsBodies = wantsBodies;
        Reader = new FrameReader(this, payloadLimitBytes, headerLimitBytes);
    }

    public FrameReader Reader { get; }

    public List<ReadFrame> Frames { get; } = [];

    public bool IsBroken { get; private set; }

    /// <summary>The one frame of a text.</summary>
    public static FrameHeader Header(string text)
    {
        var feed = new FrameFeed();
        feed.Give(Encoding.UTF8.GetBytes(text));
        Assert.Null(feed.Reader.Problem);
        Assert.Single(feed.Frames);
        return feed.Reader.Header;
    }

    public void Give(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty && !IsBroken)
        {
            var space = Reader.FreeSpace.Span;
            Assert.NotEqual(0, space.Length);
            var count = Math.Min(space.Length, bytes.Length);
            bytes[..count].CopyTo(space);
            Reader.Advance(count);
            bytes = bytes[count..];
            TakeFrames();
        }
    }

    byte[]? IFrameBodies.Rent(FrameHeader header)
    {
        Assert.True(header.Length > 0);

        // Larger than asked for, as pools give them, and dirty.
        return _wantsBodies ? Enumerable.Repeat((byte)0xEE, header.Length + 7).ToArray() : null;
    }

    private void TakeFrames()
    {
        for (; ; )
        {
            switch (Reader.Read())
            {
                case FrameReadState.NeedMore:
                    return;
                case FrameReadState.Broken:
                    Assert.NotNull(Reader.Problem);
                    IsBroken = true;
                    return;
                default:
                    using (var json = JsonDocument.Parse(Reader.Header.Line))
                    {
                        Frames.Add(new ReadFrame(json.RootElement.Clone(), Reader.Body.ToArray()));
                    }

                    break;
            }
        }
    }
}

/// <summary>A frame that came out of the reader.</summary>
internal sealed record ReadFrame(JsonElement Header, byte[] Body);

using System.Text.Json;
using Sor.Middleware.Frames;
using Sor.TestSupport;

namespace Sor.Middleware.Tests;

/// <summary>The cases of <c>spec/vectors/frames</c> for readers in the worker's role.</summary>
public sealed class ReaderVectorTests
{
    private const int MaxCutBytes = 2048;

    private static readonly Dictionary<string, JsonElement> s_vectors = Vectors.Of("reader-*.json")
        .Where(static pair => pair.Vector.GetProperty("roles").EnumerateArray().Any(static role => role.GetString() == "worker"))
        .ToDictionary(static pair => pair.Vector.GetProperty("name").GetString()!, static pair => pair.Vector);

    public static TheoryData<string> Names => [.. s_vectors.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void All_at_once_byte_by_byte_and_cut_at_every_place(string name)
    {
        var vector = s_vectors[name];
        var input = VectorBytes.Of(vector.GetProperty("in"));

        Check(vector, [input]);
        Check(vector, [.. input.Select(static one => new[] { one })]);
        for (var cut = 1; cut < input.Length && input.Length < MaxCutBytes; cut++)
            Check(vector, [input[..cut], input[cut..]]);
    }

    private static void Check(JsonElement vector, IReadOnlyList<byte[]> pieces)
    {
        var waiting = new Queue<ReadOnlyMemory<byte>>(pieces.Where(static piece => piece.Length > 0).Select(static piece => (ReadOnlyMemory<byte>)piece));
        ReadOnlyMemory<byte> rest = default;
        var reader = new FrameReader(into =>
        {
            if (rest.IsEmpty && !waiting.TryDequeue(out rest))
                return 0;
            var n = Math.Min(rest.Length, into.Length);
            rest[..n].CopyTo(into);
            rest = rest[n..];
            return n;
        });
        if (vector.TryGetProperty("limits", out var limits) && limits.TryGetProperty("payloadBytes", out var limit))
            reader.PayloadLimit = limit.GetInt32();

        var (frames, then) = ReadAll(reader);

        var expected = vector.GetProperty("frames").EnumerateArray().ToList();
        Assert.Equal(vector.GetProperty("then").GetString(), then);
        Assert.Equal(expected.Count, frames.Count);
        foreach (var (wanted, frame) in expected.Zip(frames))
        {
            Assert.True(JsonElement.DeepEquals(wanted.GetProperty("header"), frame.Header), $"{frame.Header} is not {wanted}");
            Assert.Equal(wanted.TryGetProperty("body", out var body) ? VectorBytes.Of(body) : [], frame.Body);
        }
    }

    private static (List<WorkerFrame> Frames, string Then) ReadAll(FrameReader reader)
    {
        var frames = new List<WorkerFrame>();
        var frame = new HostFrame();
        try
        {
            while (reader.TryRead(frame))
                frames.Add(new WorkerFrame(JsonElement.Parse(frame.Line.Span), frame.Body.ToArray()));
            return (frames, "open");
        }
        catch (ChannelBrokenException)
        {
            return (frames, "broken");
        }
        catch (HostGoneException)
        {
            return (frames, "partial");
        }
    }
}

using System.Text.Json;
using Sor.TestSupport;

namespace Sor.Protocol.Tests;

/// <summary>A case of <c>spec/vectors/frames/reader-*.json</c>.</summary>
internal sealed record FrameVector
{
    public required string Name { get; init; }

    public required byte[] Input { get; init; }

    public required int HeaderLimitBytes { get; init; }

    public required int PayloadLimitBytes { get; init; }

    public required IReadOnlyList<ExpectedFrame> Frames { get; init; }

    /// <summary><c>open</c>, <c>partial</c> or <c>broken</c>.</summary>
    public required string Then { get; init; }

    /// <summary>All cases that a host must pass.</summary>
    public static IReadOnlyDictionary<string, FrameVector> OfHost { get; } = ReadAll().ToDictionary(static vector => vector.Name);

    private static IEnumerable<FrameVector> ReadAll()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "vectors"), "reader-*.json").Order())
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var vector in document.RootElement.GetProperty("vectors").EnumerateArray())
            {
                if (vector.GetProperty("roles").EnumerateArray().Any(static role => role.GetString() == "host"))
                    yield return Read(vector);
            }
        }
    }

    private static FrameVector Read(JsonElement vector)
    {
        var hasLimits = vector.TryGetProperty("limits", out var limits);
        return new FrameVector
        {
            Name = vector.GetProperty("name").GetString()!,
            Input = VectorBytes.Of(vector.GetProperty("in")),
            HeaderLimitBytes = hasLimits && limits.TryGetProperty("headerBytes", out var header) ? header.GetInt32() : FrameLimits.HeaderBytes,
            PayloadLimitBytes = hasLimits && limits.TryGetProperty("payloadBytes", out var payload) ? payload.GetInt32() : FrameLimits.PayloadBytes,
            Frames = [.. vector.GetProperty("frames").EnumerateArray().Select(static frame => new ExpectedFrame(
                frame.GetProperty("header").Clone(), frame.TryGetProperty("body", out var body) ? VectorBytes.Of(body) : []))],
            Then = vector.GetProperty("then").GetString()!,
        };
    }
}

/// <summary>A frame that must come out of the reader.</summary>
internal sealed record ExpectedFrame(JsonElement Header, byte[] Body);

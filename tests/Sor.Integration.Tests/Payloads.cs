namespace Sor.Integration.Tests;

/// <summary>Bodies of tests: arbitrary bytes, the same in every run.</summary>
internal static class Payloads
{
    public const string Bytes = "application/octet-stream";

    /// <summary>Sizes at which pipes, buffers and limits change their ways.</summary>
    public static IReadOnlyList<int> Sizes { get; } = [0, 1, 65_535, 65_536, 65_537, 1_048_576, 6_291_456];

    /// <summary>Random bytes, line feeds and zeros among them.</summary>
    public static byte[] OfSize(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A JSON string of that many bytes altogether.</summary>
    public static string JsonOfSize(int size) => "\"" + new string('x', size - 2) + "\"";
}

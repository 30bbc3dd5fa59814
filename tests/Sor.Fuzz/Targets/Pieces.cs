namespace Sor.Fuzz;

/// <summary>Cuts an input into pieces, each input always in the same way, so that a crash can be repeated.</summary>
internal static class Pieces
{
    /// <summary>A generator that depends on the input alone.</summary>
    public static Random RandomOf(ReadOnlySpan<byte> input)
    {
        var seed = 17;
        foreach (var b in input)
            seed = unchecked((seed * 31) + b);
        return new Random(seed);
    }

    /// <summary>Size of the next piece of so many bytes.</summary>
    public static int Next(Random random, int rest) => Math.Min(rest, random.Next(4) == 0 ? 1 + random.Next(rest) : 1 + random.Next(16));
}

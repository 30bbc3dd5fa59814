namespace Sor.Fuzz;

/// <summary>A parser under test, with the properties that must hold for any input.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>Words of the parser's language.</summary>
    IReadOnlyList<byte[]> Dictionary { get; }

    /// <summary>Inputs to begin with where there is no corpus.</summary>
    IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>Throws when a property does not hold.</summary>
    void Execute(byte[] input);
}

/// <summary>A property of a parser.</summary>
internal static class Property
{
    public static void Holds(bool condition, string what)
    {
        if (!condition)
            throw new InvalidOperationException(what);
    }

    public static void Same(string first, string second, string what)
    {
        if (first != second)
            throw new InvalidOperationException($"{what}:\n  {first}\n  {second}");
    }

    public static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}

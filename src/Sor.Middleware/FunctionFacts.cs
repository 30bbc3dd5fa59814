using Sor.Middleware.Text;

namespace Sor.Middleware;

/// <summary>Who the function is, as far as the host said.</summary>
public sealed class FunctionFacts
{
    internal FunctionFacts(ReadOnlySpan<byte> json)
    {
        Name = JsonMembers.TextOf(json, "name"u8);
        Version = JsonMembers.TextOf(json, "version"u8);
        MemoryMb = (int?)JsonMembers.NumberOf(json, "memoryMb"u8);
        Instance = JsonMembers.TextOf(json, "instance"u8);
    }

    /// <summary>Its name.</summary>
    public string? Name { get; }

    /// <summary>Its version: <c>$LATEST</c>, or a number.</summary>
    public string? Version { get; }

    /// <summary>Memory that it may use, in MB.</summary>
    public int? MemoryMb { get; }

    /// <summary>The platform's name of this instance.</summary>
    public string? Instance { get; }
}

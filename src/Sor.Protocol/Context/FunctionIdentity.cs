using System.Text.Json;

namespace Sor.Protocol;

/// <summary>Who the function is; constant while the process lives. Unknown members are left out.</summary>
public sealed record FunctionIdentity
{
    public required string Name { get; init; }

    public string? Version { get; init; }

    public int? MemoryMb { get; init; }

    /// <summary>This very environment: the log stream's name on Lambda.</summary>
    public string? Instance { get; init; }

    internal void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("name"u8, Name);
        if (Version is not null)
            json.WriteString("version"u8, Version);
        if (MemoryMb is { } memory)
            json.WriteNumber("memoryMb"u8, memory);
        if (Instance is not null)
            json.WriteString("instance"u8, Instance);
    }
}

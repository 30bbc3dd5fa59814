using System.Text.Json;

namespace Sor.Conformance.Subjects;

/// <summary>What the kit needs of a <c>middleware.json</c>; the rest of the file is not its business.</summary>
internal sealed record PackageManifest
{
    /// <summary>Largest file that is read.</summary>
    public const int MaxBytes = 1024 * 1024;

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required IReadOnlyList<string> Command { get; init; }

    public required IReadOnlyList<string> Phases { get; init; }

    public required int Concurrency { get; init; }

    public required bool IsShared { get; init; }

    public required bool IsEnvelope { get; init; }

    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>Reads a file; null with what is wrong with it.</summary>
    public static PackageManifest? Read(string path, out string? problem)
    {
        problem = null;
        try
        {
            if (new FileInfo(path).Length > MaxBytes)
                throw new FormatException($"it is larger than {MaxBytes} bytes");
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return Of(document.RootElement);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            problem = $"{path} cannot be used: {wrong.Message}";
            return null;
        }
    }

    private static PackageManifest Of(JsonElement root)
    {
        var name = Text(root, "name") ?? throw new FormatException("it has no `name`");
        return new PackageManifest
        {
            Name = name,
            Kind = Text(root, "kind") ?? throw new FormatException("it has no `kind`"),
            Command = Texts(root, "command") is { Count: > 0 } command ? command : [$"./{name}"],
            Phases = Texts(root, "phases") is { Count: > 0 } phases ? phases : throw new FormatException("it has no `phases`"),
            Concurrency = root.TryGetProperty("concurrency", out var concurrency) ? concurrency.GetInt32() : 1,
            IsShared = IsSet(root, "shared"),
            IsEnvelope = IsSet(root, "envelope"),
            Variables = root.TryGetProperty("requests", out var requests) ? Texts(requests, "env") : [],
        };
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static List<string> Texts(JsonElement root, string name) =>
        root.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

    private static bool IsSet(JsonElement root, string name) => root.TryGetProperty(name, out var value) && value.GetBoolean();
}

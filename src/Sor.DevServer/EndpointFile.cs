using System.Buffers;
using System.Text.Json;

namespace Sor.DevServer;

/// <summary>
/// <c>.sor/dev.json</c> in a function's folder: where its running server listens, for <c>sor invoke</c> and other tools.
/// Gone when the server has ended.
/// </summary>
public static class EndpointFile
{
    private const string Folder = ".sor";
    private const string Name = "dev.json";
    private const int MaxBytes = 64 * 1024;

    /// <summary>Leaves the address; false when the folder cannot be written to.</summary>
    public static bool TryWrite(string functionFolder, string endpoint)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteString("endpoint", endpoint);
            json.WriteNumber("pid", Environment.ProcessId);
            json.WriteEndObject();
        }

        try
        {
            var path = PathIn(functionFolder);
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var temporary = $"{path}.{Environment.ProcessId}.tmp";
            File.WriteAllBytes(temporary, buffer.WrittenSpan);
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Takes the file away, if it still names this endpoint and not that of a later server.</summary>
    public static void Remove(string functionFolder, string endpoint)
    {
        try
        {
            if (Read(functionFolder) == endpoint)
                File.Delete(PathIn(functionFolder));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A left-over file names a server that does not answer: sor invoke says so.
        }
    }

    /// <summary>The endpoint of the server for a folder or the nearest one above it; null when there is none.</summary>
    public static string? Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (Read(at.FullName) is { } endpoint)
                return endpoint;
        }

        return null;
    }

    private static string PathIn(string functionFolder) => Path.Combine(functionFolder, Folder, Name);

    private static string? Read(string functionFolder)
    {
        try
        {
            var file = new FileInfo(PathIn(functionFolder));
            if (!file.Exists || file.Length > MaxBytes)
                return null;
            using var document = JsonDocument.Parse(File.ReadAllBytes(file.FullName));
            return document.RootElement.GetProperty("endpoint").GetString();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}

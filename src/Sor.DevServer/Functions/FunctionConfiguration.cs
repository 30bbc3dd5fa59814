using Sor.Configuration;
using Sor.Packaging;

namespace Sor.DevServer.Functions;

/// <summary>
/// Reads the configuration in a function's folder and leaves it, as <c>sor.json</c>, where the bootstrap finds it. A folder
/// without <c>sor.yaml</c> may have a <c>sor.json</c> that somebody wrote or generated.
/// </summary>
internal static class FunctionConfiguration
{
    private const string JsonName = "sor.json";

    // Beside the file that says where the server listens; nothing that is packaged or watched.
    private const string GeneratedFolder = ".sor";

    /// <summary>The function, and the path of the <c>sor.json</c> that describes it.</summary>
    internal sealed record Result(FunctionOptions? Options, string ConfigPath, IReadOnlyList<Diagnostic> Problems);

    public static bool Exists(string folder) => HasYaml(folder) || File.Exists(Path.Combine(folder, JsonName));

    public static Diagnostic Missing(string folder) => new()
    {
        Code = DevCodes.NoFunction,
        Message = Directory.Exists(folder) ? "the folder holds no sor.yaml" : "the folder does not exist",
        File = folder,
        Fix = "name the folder of a function: sor dev FOLDER",
    };

    public static Result Read(string folder) =>
        HasYaml(folder) ? ReadYaml(folder)
        : Exists(folder) ? ReadJson(folder)
        : new Result(null, "", [Missing(folder)]);

    private static bool HasYaml(string folder) => File.Exists(Path.Combine(folder, FunctionFolder.ConfigurationFile));

    private static Result ReadYaml(string folder)
    {
        var read = FunctionFolder.Load(folder);
        if (read.Options is not { } options)
            return new Result(null, "", read.Diagnostics);
        var path = Path.Combine(folder, GeneratedFolder, JsonName);
        return TryWrite(path, SorJsonWriter.Write(options)) is { } problem
            ? new Result(null, path, [.. read.Diagnostics, problem])
            : new Result(options, path, read.Diagnostics);
    }

    private static Result ReadJson(string folder)
    {
        var path = Path.Combine(folder, JsonName);
        try
        {
            var read = SorJsonReader.Read(File.ReadAllBytes(path), path, Environment.GetEnvironmentVariable("SOR_FUNCTION"));
            return new Result(read.Options, path, read.Diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = new Diagnostic { Code = DevCodes.CannotRead, Message = e.Message, File = path, Fix = "make the file readable" };
            return new Result(null, path, [problem]);
        }
    }

    private static Diagnostic? TryWrite(string path, byte[] content)
    {
        try
        {
            _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Diagnostic
            {
                Code = DevCodes.CannotWrite,
                Message = $"the generated configuration cannot be written: {e.Message}",
                File = path,
                Fix = "make the function's folder writable, or serve a copy of it",
            };
        }
    }
}

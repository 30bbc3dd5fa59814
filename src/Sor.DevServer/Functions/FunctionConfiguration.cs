using Sor.Configuration;

namespace Sor.DevServer.Functions;

/// <summary>Reads the configuration in a function's folder and leaves it where the bootstrap finds it.</summary>
internal static class FunctionConfiguration
{
    private const string JsonName = "sor.json";

    /// <summary>The function, and the path of the <c>sor.json</c> that describes it.</summary>
    internal sealed record Result(FunctionOptions? Options, string ConfigPath, IReadOnlyList<Diagnostic> Problems);

    public static bool Exists(string folder) => File.Exists(Path.Combine(folder, JsonName));

    public static Diagnostic Missing(string folder) => new()
    {
        Code = DevCodes.NoFunction,
        Message = Directory.Exists(folder) ? "the folder holds no sor.yaml" : "the folder does not exist",
        File = folder,
        Fix = "name the folder of a function: sor dev FOLDER",
    };

    public static Result Read(string folder)
    {
        var path = Path.Combine(folder, JsonName);
        if (!Exists(folder))
            return new Result(null, path, [Missing(folder)]);
        try
        {
            var read = SorJsonReader.Read(File.ReadAllBytes(path), JsonName, Environment.GetEnvironmentVariable("SOR_FUNCTION"));
            return new Result(read.Options, path, read.Diagnostics);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = new Diagnostic { Code = DevCodes.CannotRead, Message = e.Message, File = path, Fix = "make the file readable" };
            return new Result(null, path, [problem]);
        }
    }
}

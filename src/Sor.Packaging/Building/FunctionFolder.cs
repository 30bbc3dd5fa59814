using Sor.Configuration;

namespace Sor.Packaging;

/// <summary>The folder of a function: <c>sor.yaml</c> beside the code.</summary>
public static class FunctionFolder
{
    public const string ConfigurationFile = "sor.yaml";

    /// <summary>Reads the folder's <c>sor.yaml</c>.</summary>
    public static SorYamlResult Load(string folder)
    {
        var path = Path.Combine(folder, ConfigurationFile);
        try
        {
            return SorYamlReader.Read(ReadBounded(path), path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Failed(DiagnosticCodes.FileMissing, path, "there is no such file", "create it: it says name, runtime and handler of the function");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Failed(DiagnosticCodes.FileUnusable, path, $"the file cannot be read: {exception.Message}", "make it a readable file");
        }
    }

    /// <summary>One byte more than is allowed is enough to see that it is too large.</summary>
    internal static byte[] ReadBounded(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new byte[ConfigurationTree.MaxBytes + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static SorYamlResult Failed(string code, string path, string message, string fix) =>
        new() { Diagnostics = [new Diagnostic { Code = code, File = path, Message = message, Fix = fix }] };
}

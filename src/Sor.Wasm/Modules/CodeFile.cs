using System.Text;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Modules;

/// <summary>
/// Machine code of a module on disk: its name is its key, and its first lines are a mark, the key again, and the hash of
/// what follows. A file of another engine, configuration or module has another key.
/// </summary>
internal static class CodeFile
{
    /// <summary>Largest file that is read.</summary>
    internal const int MaxBytes = 256 * 1024 * 1024;

    private const string Extension = ".cwasm";
    private static readonly byte[] s_mark = "sor-wasm code 1\n"u8.ToArray();
    private static readonly int s_headerBytes = s_mark.Length + (2 * ((2 * Sha256.HashBytes) + 1));

    /// <summary>Key of a module for this engine.</summary>
    internal static string KeyOf(ReadOnlySpan<byte> wasm) =>
        Sha256.Hex(Encoding.UTF8.GetBytes($"{WasmEngine.Configuration}; module {Sha256.Hex(wasm)}"));

    internal static string PathOf(string folder, string key) => Path.Combine(folder, key + Extension);

    /// <summary>Writes the file as a whole or not at all.</summary>
    internal static void Write(string folder, string key, byte[] code)
    {
        Directory.CreateDirectory(folder);
        var path = PathOf(folder, key);
        var unfinished = $"{path}.{Environment.ProcessId}";
        using (var file = File.Create(unfinished))
        {
            file.Write(s_mark);
            file.Write(Encoding.ASCII.GetBytes($"{key}\n{Sha256.Hex(code)}\n"));
            file.Write(code);
        }

        File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>The machine code of a file; null, and why, if it is not what it should be.</summary>
    internal static ReadOnlyMemory<byte>? Check(byte[] file, string key, out string problem)
    {
        problem = "it is no code file, or is cut off";
        if (file.Length <= s_headerBytes || !file.AsSpan().StartsWith(s_mark))
            return null;
        var code = file.AsMemory(s_headerBytes);
        var lines = Encoding.ASCII.GetString(file, s_mark.Length, s_headerBytes - s_mark.Length).Split('\n');
        problem = "it is of another engine, configuration or module";
        if (lines[0] != key)
            return null;
        problem = "its bytes have changed";
        if (lines[1] != Sha256.Hex(code.Span))
            return null;
        return code;
    }
}

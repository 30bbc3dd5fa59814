using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Modules;

/// <summary>Reads modules as their authors leave them: binary, or text (<c>.wat</c>).</summary>
internal static unsafe class ModuleFile
{
    /// <summary>Largest module.</summary>
    internal const int MaxBytes = 64 * 1024 * 1024;

    private const string TextExtension = ".wat";

    /// <summary>The binary form.</summary>
    /// <exception cref="WasmException">The file cannot be read, or is no module.</exception>
    internal static byte[] Read(string path)
    {
        var bytes = ReadBytes(path);
        if (bytes.AsSpan().StartsWith("\0asm"u8))
            return bytes;
        if (path.EndsWith(TextExtension, StringComparison.Ordinal))
            return FromText(bytes);
        throw new WasmException($"{path} is not WebAssembly: it does not begin with \\0asm; compile it for wasm32-wasi, or name it *{TextExtension} if it is the text form");
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > MaxBytes)
                throw new WasmException($"{path} has {file.Length} bytes, the limit is {MaxBytes}");
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new WasmException($"{path} cannot be read: {problem.Message}");
        }
    }

    private static byte[] FromText(byte[] text)
    {
        ByteVector binary;
        fixed (byte* bytes = text)
        {
            if (WasmtimeLibrary.TextToBinary(bytes, (nuint)text.Length, &binary) is not 0 and var error)
                throw new WasmException(NativeText.OfError(error));
        }

        var copy = binary.Span.ToArray();
        WasmtimeLibrary.BytesDelete(&binary);
        return copy;
    }
}

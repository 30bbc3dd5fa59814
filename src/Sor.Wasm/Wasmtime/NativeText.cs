using System.Text;

namespace Sor.Wasm.Wasmtime;

/// <summary>Takes the text out of what the library returns, and frees it.</summary>
internal static unsafe class NativeText
{
    /// <summary>The text of an error, which is freed.</summary>
    internal static string OfError(nint error)
    {
        ByteVector message;
        WasmtimeLibrary.ErrorMessage(error, &message);
        WasmtimeLibrary.ErrorDelete(error);
        return Take(&message);
    }

    /// <summary>The text of a trap, which is freed.</summary>
    internal static string OfTrap(nint trap)
    {
        ByteVector message;
        WasmtimeLibrary.TrapMessage(trap, &message);
        WasmtimeLibrary.TrapDelete(trap);
        return Take(&message);
    }

    internal static string Of(ByteVector* name) => Encoding.UTF8.GetString(name->Span);

    private static string Take(ByteVector* message)
    {
        var text = Of(message).TrimEnd('\0');
        WasmtimeLibrary.BytesDelete(message);
        return text;
    }
}

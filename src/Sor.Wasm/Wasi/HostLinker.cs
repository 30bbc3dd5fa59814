using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Sor.Wasm.Guests;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Wasi;

/// <summary>Offers the host's functions to guests, once for all. Lives as long as the process.</summary>
internal sealed unsafe class HostLinker
{
    // wasm_valkind_t
    private const byte Int32Kind = 0;
    private const byte Int64Kind = 1;

    private static readonly HostFunction[] s_functions = [.. HostFunctions.All];

    internal HostLinker(WasmEngine engine)
    {
        Handle = WasmtimeLibrary.LinkerNew(engine.Handle);
        for (var index = 0; index < s_functions.Length; index++)
            Define(index, s_functions[index]);
    }

    internal nint Handle { get; }

    /// <summary>The first import that is not offered; null: all are.</summary>
    internal static string? FirstUnknown(IEnumerable<string> imports) =>
        imports.FirstOrDefault(static import => !s_functions.Any(function => $"{function.Module}.{function.Name}" == import));

    private void Define(int index, HostFunction function)
    {
        var module = Encoding.ASCII.GetBytes(function.Module);
        var name = Encoding.ASCII.GetBytes(function.Name);
        var parameters = Types(function.Signature);
        var results = Types(function.Returns ? "i" : "");
        var type = WasmtimeLibrary.FunctionTypeNew(&parameters, &results);
        fixed (byte* modulePointer = module)
        fixed (byte* namePointer = name)
        {
            var error = WasmtimeLibrary.LinkerDefine(Handle, modulePointer, (nuint)module.Length, namePointer, (nuint)name.Length, type, &Enter, index, 0);
            if (error != 0)
                throw new WasmException(NativeText.OfError(error));
        }

        WasmtimeLibrary.FunctionTypeDelete(type);
    }

    private static PointerVector Types(string signature)
    {
        var types = stackalloc nint[signature.Length];
        for (var index = 0; index < signature.Length; index++)
            types[index] = WasmtimeLibrary.ValueTypeNew(signature[index] == 'l' ? Int64Kind : Int32Kind);
        PointerVector vector;
        WasmtimeLibrary.ValueTypesNew(&vector, (nuint)signature.Length, types);
        return vector;
    }

    /// <summary>Where a guest enters: finds the call by the guest's store. Nothing may be thrown out of here.</summary>
    /// <returns>0, or a trap that unwinds the guest.</returns>
    [UnmanagedCallersOnly]
    private static nint Enter(nint index, nint caller, RawValue* values, nuint count)
    {
        try
        {
            var function = s_functions[index];
            var call = Unsafe.As<GuestCall>(GCHandle.FromIntPtr(WasmtimeLibrary.ContextData(WasmtimeLibrary.CallerContext(caller))).Target!);
            var result = Run(function, call, caller, new ReadOnlySpan<RawValue>(values, function.Signature.Length));
            if (call.Stop != StopReason.None)
                return Trap("stopped by the host"u8);
            if (function.Returns)
                values[0].Int32 = (int)result;
            return 0;
        }
        catch (Exception problem)
        {
            return Trap(Encoding.UTF8.GetBytes($"internal error of the host: {problem.Message}"));
        }
    }

    private static Errno Run(HostFunction function, GuestCall call, nint caller, ReadOnlySpan<RawValue> arguments)
    {
        try
        {
            return function.Code(call, new GuestMemory(call.MemoryOf(caller)), arguments);
        }
        catch (GuestFaultException)
        {
            return Errno.Fault;
        }
    }

    private static nint Trap(ReadOnlySpan<byte> message)
    {
        fixed (byte* text = message)
            return WasmtimeLibrary.TrapNew(text, (nuint)message.Length);
    }
}

using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Modules;

/// <summary>A module in machine code. Lives as long as the process, like the stage that needs it.</summary>
internal sealed unsafe class CompiledModule
{
    private CompiledModule(nint handle) => Handle = handle;

    internal nint Handle { get; }

    /// <summary>Compiles a module.</summary>
    /// <exception cref="WasmException">It is none, or uses what is turned off.</exception>
    internal static CompiledModule Compile(WasmEngine engine, ReadOnlySpan<byte> wasm)
    {
        nint module;
        fixed (byte* bytes = wasm)
        {
            if (WasmtimeLibrary.ModuleNew(engine.Handle, bytes, (nuint)wasm.Length, &module) is not 0 and var error)
                throw new WasmException(NativeText.OfError(error));
        }

        return new CompiledModule(module);
    }

    /// <summary>Takes machine code that <see cref="Serialize"/> made. The bytes are executed: they must come from a trusted place.</summary>
    /// <exception cref="WasmException">They are of another version or configuration.</exception>
    internal static CompiledModule Deserialize(WasmEngine engine, ReadOnlySpan<byte> code)
    {
        nint module;
        fixed (byte* bytes = code)
        {
            if (WasmtimeLibrary.ModuleDeserialize(engine.Handle, bytes, (nuint)code.Length, &module) is not 0 and var error)
                throw new WasmException(NativeText.OfError(error));
        }

        return new CompiledModule(module);
    }

    internal byte[] Serialize()
    {
        ByteVector code;
        if (WasmtimeLibrary.ModuleSerialize(Handle, &code) is not 0 and var error)
            throw new WasmException(NativeText.OfError(error));
        var copy = code.Span.ToArray();
        WasmtimeLibrary.BytesDelete(&code);
        return copy;
    }

    /// <summary>Names of what the module imports, as <c>module.name</c>, in order.</summary>
    internal List<string> Imports()
    {
        PointerVector list;
        WasmtimeLibrary.ModuleImports(Handle, &list);
        var names = new List<string>(list.Span.Length);
        foreach (var import in list.Span)
            names.Add($"{NativeText.Of(WasmtimeLibrary.ImportModule(import))}.{NativeText.Of(WasmtimeLibrary.ImportName(import))}");
        WasmtimeLibrary.ImportsDelete(&list);
        return names;
    }

    /// <summary>Whether the module exports something of the kind (<see cref="ExternHandle"/>) under the name.</summary>
    internal bool Exports(string name, byte kind)
    {
        PointerVector list;
        WasmtimeLibrary.ModuleExports(Handle, &list);
        var found = false;
        foreach (var export in list.Span)
            found |= NativeText.Of(WasmtimeLibrary.ExportName(export)) == name && WasmtimeLibrary.ExternKind(WasmtimeLibrary.ExportType(export)) == kind;
        WasmtimeLibrary.ExportsDelete(&list);
        return found;
    }
}

using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Modules;

/// <summary>Makes compiled modules: from machine code that was prepared at build time where it can be trusted, otherwise from the module.</summary>
/// <param name="engine">Compiles.</param>
/// <param name="tell">Takes one line for the log.</param>
internal sealed class ModuleLoader(WasmEngine engine, Action<string> tell)
{
    /// <exception cref="WasmException">The module cannot be used.</exception>
    internal CompiledModule Load(string path, string? cache)
    {
        var wasm = ModuleFile.Read(path);
        var key = CodeFile.KeyOf(wasm);
        var prepared = CodeFile.PathOf(cache ?? Path.GetDirectoryName(path)!, key);
        if (File.Exists(prepared) && TryPrepared(prepared, key) is { } module)
            return module;
        return CompiledModule.Compile(engine, wasm);
    }

    private CompiledModule? TryPrepared(string path, string key)
    {
        try
        {
            if (TrustedFile.Read(path, CodeFile.MaxBytes, out var problem) is { } file && CodeFile.Check(file, key, out problem) is { } code)
                return CompiledModule.Deserialize(engine, code.Span);
            tell($"{path} is not used, the module is compiled anew: {problem}");
        }
        catch (WasmException failure)
        {
            tell($"{path} is not used, the module is compiled anew: {failure.Message}");
        }

        return null;
    }
}

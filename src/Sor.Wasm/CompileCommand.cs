using Sor.Wasm.Modules;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm;

/// <summary><c>sor-wasm compile MODULE... --cache FOLDER</c>: machine code for later, one file a module.</summary>
internal static class CompileCommand
{
    internal const string Name = "compile";
    internal const int UsageStatus = 2;

    private const string CacheOption = "--cache";

    /// <returns>0; 1 if a module could not be compiled; 2 if the arguments make no sense.</returns>
    internal static int Run(ReadOnlySpan<string> arguments)
    {
        var modules = new List<string>();
        string? cache = null;
        for (var index = 0; index < arguments.Length; index++)
        {
            if (arguments[index] != CacheOption)
                modules.Add(arguments[index]);
            else if (++index < arguments.Length)
                cache = arguments[index];
        }

        if (modules.Count == 0 || cache is null)
        {
            Console.Error.WriteLine($"usage: sor-wasm {Name} MODULE... {CacheOption} FOLDER");
            return UsageStatus;
        }

        var engine = new WasmEngine();
        return modules.TrueForAll(path => TryCompile(engine, path, cache)) ? 0 : 1;
    }

    private static bool TryCompile(WasmEngine engine, string path, string cache)
    {
        try
        {
            var wasm = ModuleFile.Read(path);
            var key = CodeFile.KeyOf(wasm);
            CodeFile.Write(cache, key, CompiledModule.Compile(engine, wasm).Serialize());
            Console.WriteLine(CodeFile.PathOf(cache, key));
            return true;
        }
        catch (Exception problem) when (problem is WasmException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"sor-wasm: {path} cannot be compiled: {problem.Message}");
            return false;
        }
    }
}

using System.Text.Json;
using Sor.Wasm.Guests;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Worker;

/// <summary>The member <c>wasm</c> of a stage of <c>hello</c>: which module, and within which bounds.</summary>
/// <param name="Module">Path of the module, absolute.</param>
/// <param name="MemoryMb">Largest linear memory.</param>
/// <param name="OutputBytes">Largest output.</param>
/// <param name="Cache">Folder of machine code; null: the module's own.</param>
internal sealed record StageSettings(string Module, int MemoryMb, int OutputBytes, string? Cache)
{
    /// <exception cref="WasmException">It is missing, or a member is not what it must be.</exception>
    internal static StageSettings Parse(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            throw new WasmException("hello has no member wasm for it");
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            throw new WasmException("its member wasm in hello is not an object");
        return new StageSettings(
            PathOf(root, "module") ?? throw new WasmException("wasm.module is missing: the absolute path of the module"),
            NumberOf(root, "memoryMb", GuestLimits.DefaultMemoryMb, GuestLimits.MaxMemoryMb),
            NumberOf(root, "outputBytes", GuestLimits.DefaultOutputBytes, int.MaxValue),
            PathOf(root, "cache"));
    }

    private static string? PathOf(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String && value.GetString() is { } path && Path.IsPathRooted(path)
            ? path
            : throw new WasmException($"wasm.{name} is {value.GetRawText()}, it must be an absolute path");
    }

    private static int NumberOf(JsonElement root, string name, int fallback, int most)
    {
        if (!root.TryGetProperty(name, out var value))
            return fallback;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 1 && number <= most
            ? number
            : throw new WasmException($"wasm.{name} is {value.GetRawText()}, it must be a whole number from 1 to {most}");
    }
}

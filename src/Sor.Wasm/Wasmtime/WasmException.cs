namespace Sor.Wasm.Wasmtime;

/// <summary>A module cannot be used; the message says why, for the one who built it.</summary>
internal sealed class WasmException(string message) : Exception(message);

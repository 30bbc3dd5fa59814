using Sor.Wasm.Guests;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Wasi;

/// <summary>What a guest calls. Arguments have the types of the signature.</summary>
internal delegate Errno HostCode(GuestCall call, GuestMemory memory, ReadOnlySpan<RawValue> arguments);

/// <summary>One function that a guest may import.</summary>
/// <param name="Module">Name of the module it imports it from.</param>
/// <param name="Name">Name of the function.</param>
/// <param name="Signature">Its parameters: <c>i</c> 32 bits, <c>l</c> 64 bits.</param>
/// <param name="Returns">Whether it returns an <see cref="Errno"/>.</param>
/// <param name="Code">What it does.</param>
internal sealed record HostFunction(string Module, string Name, string Signature, bool Returns, HostCode Code);

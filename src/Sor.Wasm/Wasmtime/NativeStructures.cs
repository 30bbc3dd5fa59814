using System.Runtime.InteropServices;

namespace Sor.Wasm.Wasmtime;

/// <summary>Bytes that the library owns: <c>wasm_byte_vec_t</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct ByteVector
{
    internal nuint Count;
    internal byte* Data;

    internal readonly ReadOnlySpan<byte> Span => new(Data, checked((int)Count));
}

/// <summary>A list of pointers: <c>wasm_importtype_vec_t</c> and its siblings.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct PointerVector
{
    internal nuint Count;
    internal nint* Data;

    internal readonly ReadOnlySpan<nint> Span => new(Data, checked((int)Count));
}

/// <summary>An argument or a result: 16 bytes, as wide as the widest kind of value.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal struct RawValue
{
    [FieldOffset(0)]
    internal int Int32;

    [FieldOffset(0)]
    internal uint UInt32;

    [FieldOffset(0)]
    internal ulong UInt64;
}

[StructLayout(LayoutKind.Sequential)]
internal struct InstanceHandle
{
    internal ulong Store;
    internal nuint Index;
}

[StructLayout(LayoutKind.Sequential)]
internal struct FunctionHandle
{
    internal ulong Store;
    internal nuint Index;
}

[StructLayout(LayoutKind.Sequential)]
internal struct MemoryHandle
{
    internal ulong Store;
    internal nuint Index;
    internal uint Part;
}

/// <summary>Something that a module exports. Functions and memories are plain handles: nothing has to be freed.</summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
internal struct ExternHandle
{
    internal const byte FunctionKind = 0;
    internal const byte MemoryKind = 3;

    [FieldOffset(0)]
    internal byte Kind;

    [FieldOffset(8)]
    internal FunctionHandle Function;

    [FieldOffset(8)]
    internal MemoryHandle Memory;
}

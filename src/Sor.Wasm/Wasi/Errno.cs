namespace Sor.Wasm.Wasi;

/// <summary>The error numbers of WASI preview 1 that are used here.</summary>
internal enum Errno
{
    Success = 0,
    BadDescriptor = 8,
    Fault = 21,
    InvalidArgument = 28,
    IO = 29,
    NotSupported = 58,
    IllegalSeek = 70,
}

namespace Sor.Integration.Tests;

/// <summary>Modules in the text form.</summary>
internal static class WasmModules
{
    /// <summary>Passes its event on.</summary>
    /// <param name="onBad">Instructions that run before, when the event is <c>"bad"</c>.</param>
    public static string PassOn(string onBad) => $$"""
        (module
          (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (memory (export "memory") 4)
          (func (export "_start")
            (i32.store (i32.const 0) (i32.const 1024))
            (i32.store (i32.const 4) (i32.const 65536))
            (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
            (if (i32.eq (i32.load (i32.const 1024)) (i32.const 0x64616222)) (then {{onBad}}))
            (i32.store (i32.const 4) (i32.load (i32.const 8)))
            (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))))
        """;
}

using System.Globalization;
using System.Text;

namespace Sor.Wasm.Tests;

/// <summary>Guests as WebAssembly text.</summary>
internal static class Wat
{
    /// <summary>Reads its payload and writes it, block by block.</summary>
    public static string Echo => Program("""
        (i32.store (i32.const 0) (i32.const 1024))
        (block $end (loop $next
          (i32.store (i32.const 4) (i32.const 65536))
          (drop (call $read (i32.const 0) (i32.const 0) (i32.const 1) (i32.const 8)))
          (br_if $end (i32.eqz (i32.load (i32.const 8))))
          (i32.store (i32.const 4) (i32.load (i32.const 8)))
          (drop (call $write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 8)))
          (br $next)))
        """);

    public static string EndlessLoop => Program("(loop $again (br $again))");

    /// <summary>A WASI command with a body, two pages of memory, and the imports that the tests use.</summary>
    public static string Program(string body, string more = "", string memory = "2") => $"""
        (module
          (import "wasi_snapshot_preview1" "fd_read" (func $read (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "environ_sizes_get" (func $environ_sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "environ_get" (func $environ (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "args_sizes_get" (func $args_sizes (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "args_get" (func $args (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "poll_oneoff" (func $poll (param i32 i32 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "path_open" (func $open (param i32 i32 i32 i32 i32 i64 i64 i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "proc_exit" (func $exit (param i32)))
          (import "sor" "note" (func $note (param i32 i32)))
          (memory (export "memory") {memory})
          {more}
          (func (export "_start") {body}))
        """;

    /// <summary>Says things, and ends with a status.</summary>
    public static string Say(string output = "", string log = "", string note = "", int status = 0)
    {
        var data = new StringBuilder();
        var body = new StringBuilder();
        var at = 1024;
        Add(note, static (address, length) => $"(call $note (i32.const {address}) (i32.const {length}))");
        Add(log, static (address, length) => Write(2, address, length));
        Add(output, static (address, length) => Write(1, address, length));
        body.Append(CultureInfo.InvariantCulture, $"(call $exit (i32.const {status}))");
        return Program(body.ToString(), data.ToString());

        void Add(string text, Func<int, int, string> call)
        {
            if (text.Length == 0)
                return;
            var bytes = Encoding.UTF8.GetBytes(text);
            data.Append(CultureInfo.InvariantCulture, $"(data (i32.const {at}) \"{string.Concat(bytes.Select(static value => $"\\{value:x2}"))}\")\n");
            body.AppendLine(call(at, bytes.Length));
            at += bytes.Length;
        }
    }

    private static string Write(int descriptor, int address, int length) => $"""
        (i32.store (i32.const 0) (i32.const {address}))
        (i32.store (i32.const 4) (i32.const {length}))
        (drop (call $write (i32.const {descriptor}) (i32.const 0) (i32.const 1) (i32.const 8)))
        """;
}

namespace Sor.Wasm.Wasi;

/// <summary>
/// Everything that a guest may import: WASI preview 1 and <c>sor.note</c>. There is no file, no socket and no process
/// behind any of it: a guest has its three standard streams, clocks and random bytes, and nothing else by construction.
/// </summary>
internal static class HostFunctions
{
    private const string Preview1 = "wasi_snapshot_preview1";

    internal static IReadOnlyList<HostFunction> All { get; } =
    [
        Wasi("args_sizes_get", "ii", static (call, memory, a) => Vectors.WriteSizes(memory, call.Input.Arguments, a[0].UInt32, a[1].UInt32)),
        Wasi("args_get", "ii", static (call, memory, a) => Vectors.Write(memory, call.Input.Arguments, a[0].UInt32, a[1].UInt32)),
        Wasi("environ_sizes_get", "ii", static (call, memory, a) => Vectors.WriteSizes(memory, call.Input.Variables, a[0].UInt32, a[1].UInt32)),
        Wasi("environ_get", "ii", static (call, memory, a) => Vectors.Write(memory, call.Input.Variables, a[0].UInt32, a[1].UInt32)),
        Wasi("clock_res_get", "ii", static (_, memory, a) => Clocks.WriteResolution(memory, a[0].UInt32, a[1].UInt32)),
        Wasi("clock_time_get", "ili", static (_, memory, a) => Clocks.WriteTime(memory, a[0].UInt32, a[2].UInt32)),
        Wasi("fd_read", "iiii", static (call, memory, a) => Streams.Read(call, memory, a[0].UInt32, a[1].UInt32, a[2].UInt32, a[3].UInt32)),
        Wasi("fd_write", "iiii", static (call, memory, a) => Streams.Write(call, memory, a[0].UInt32, a[1].UInt32, a[2].UInt32, a[3].UInt32)),
        Wasi("fd_fdstat_get", "ii", static (_, memory, a) => Streams.WriteStatus(memory, a[0].UInt32, a[1].UInt32)),
        Wasi("fd_filestat_get", "ii", static (_, memory, a) => Streams.WriteFileStatus(memory, a[0].UInt32, a[1].UInt32)),
        Wasi("fd_fdstat_set_flags", "ii", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.Success)),
        Wasi("fd_close", "i", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.Success)),
        Wasi("fd_sync", "i", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.Success)),
        Wasi("fd_datasync", "i", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.Success)),
        Wasi("fd_seek", "ilii", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.IllegalSeek)),
        Wasi("fd_tell", "ii", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.IllegalSeek)),
        Wasi("fd_pread", "iiili", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.IllegalSeek)),
        Wasi("fd_pwrite", "iiili", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.IllegalSeek)),
        Wasi("fd_advise", "illi", static (_, _, a) => Streams.Of(a[0].UInt32, Errno.IllegalSeek)),
        Wasi("random_get", "ii", static (call, memory, a) => RandomBytes.Fill(call, memory, a[0].UInt32, a[1].UInt32)),
        Wasi("poll_oneoff", "iiii", static (call, memory, a) => Polling.Wait(call, memory, a[0].UInt32, a[1].UInt32, a[2].UInt32, a[3].UInt32)),
        Wasi("sched_yield", "", static (_, _, _) => Errno.Success),
        new(Preview1, "proc_exit", "i", false, static (call, _, a) =>
        {
            call.Exit(a[0].Int32);
            return Errno.Success;
        }),
        new("sor", "note", "ii", false, static (call, memory, a) => NoteFunction.Take(call, memory, a[0].UInt32, a[1].UInt32)),

        // Programs ask for these by linking a C library; without files, sockets and processes there is nothing behind them.
        Absent("fd_allocate", "ill"), Absent("fd_fdstat_set_rights", "ill"), Absent("fd_filestat_set_size", "il"),
        Absent("fd_filestat_set_times", "illi"), Absent("fd_prestat_get", "ii"), Absent("fd_prestat_dir_name", "iii"),
        Absent("fd_readdir", "iiili"), Absent("fd_renumber", "ii"), Absent("path_create_directory", "iii"),
        Absent("path_filestat_get", "iiiii"), Absent("path_filestat_set_times", "iiiilli"), Absent("path_link", "iiiiiii"),
        Absent("path_open", "iiiiillii"), Absent("path_readlink", "iiiiii"), Absent("path_remove_directory", "iii"),
        Absent("path_rename", "iiiiii"), Absent("path_symlink", "iiiii"), Absent("path_unlink_file", "iii"),
        Absent("sock_accept", "iii"), Absent("sock_recv", "iiiiii"), Absent("sock_send", "iiiii"), Absent("sock_shutdown", "ii"),
        new(Preview1, "proc_raise", "i", true, static (_, _, _) => Errno.NotSupported),
    ];

    private static HostFunction Wasi(string name, string signature, HostCode code) => new(Preview1, name, signature, true, code);

    private static HostFunction Absent(string name, string signature) => Wasi(name, signature, static (_, _, _) => Errno.BadDescriptor);
}

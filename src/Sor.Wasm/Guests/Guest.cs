using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sor.Wasm.Modules;
using Sor.Wasm.Wasi;
using Sor.Wasm.Wasmtime;

namespace Sor.Wasm.Guests;

/// <summary>A module that is ready to run: compiled, linked, checked. Each run is a fresh instance. May be run concurrently.</summary>
internal sealed unsafe class Guest
{
    private const string StartName = "_start";

    private readonly WasmEngine _engine;
    private readonly Watchdog _watchdog;
    private readonly nint _prepared;
    private readonly long _memoryBytes;

    /// <exception cref="WasmException">The module is no WASI command, or asks for what is not offered.</exception>
    internal Guest(WasmEngine engine, HostLinker linker, Watchdog watchdog, CompiledModule module, int memoryMb)
    {
        _engine = engine;
        _watchdog = watchdog;
        _memoryBytes = (long)memoryMb << 20;
        if (HostLinker.FirstUnknown(module.Imports()) is { } unknown)
            throw new WasmException($"it imports \"{unknown}\", which is not offered: only WASI preview 1 (wasi_snapshot_preview1) and sor.note are");
        if (!module.Exports(StartName, ExternHandle.FunctionKind))
            throw new WasmException($"it exports no function \"{StartName}\": build it as a WASI command, a program with main, not as a library");
        nint prepared;
        if (WasmtimeLibrary.LinkerPrepare(linker.Handle, module.Handle, &prepared) is not 0 and var error)
            throw new WasmException(NativeText.OfError(error));
        _prepared = prepared;
    }

    /// <summary>Runs the guest to its end, on this thread.</summary>
    /// <returns>null: it ended by itself or was stopped, as the call says; otherwise what went wrong.</returns>
    internal string? Run(GuestCall call)
    {
        var handle = GCHandle.Alloc(call);
        var store = WasmtimeLibrary.StoreNew(_engine.Handle, GCHandle.ToIntPtr(handle), 0);
        try
        {
            // One instance with its one memory; tables as many as the pool has.
            WasmtimeLibrary.StoreLimits(store, _memoryBytes, GuestLimits.MaxTableElements, 1, GuestLimits.MaxTables, 1);
            WasmtimeLibrary.StoreEpochCallback(store, &AtEpoch, GCHandle.ToIntPtr(handle), 0);
            var context = WasmtimeLibrary.StoreContext(store);
            WasmtimeLibrary.ContextEpochDeadline(context, 1);
            _watchdog.Enter(call);
            var problem = Start(context);
            return call.Stop == StopReason.None ? problem : null;
        }
        finally
        {
            _watchdog.Leave(call);
            WasmtimeLibrary.StoreDelete(store);
            handle.Free();
            call.Log.End();
        }
    }

    private string? Start(nint context)
    {
        nint trap = 0;
        InstanceHandle instance;
        if (WasmtimeLibrary.PreparedInstantiate(_prepared, context, &instance, &trap) is not 0 and var failed)
            return NativeText.OfError(failed);
        if (trap != 0)
            return NativeText.OfTrap(trap);
        ExternHandle start;
        fixed (byte* name = "_start"u8)
        {
            if (WasmtimeLibrary.InstanceExport(context, &instance, name, (nuint)StartName.Length, &start) == 0)
                return $"no function \"{StartName}\"";
        }

        // No arguments, no results; one value of room, so that there is an address.
        RawValue none;
        if (WasmtimeLibrary.FunctionCall(context, &start.Function, &none, 0, &trap) is not 0 and var error)
            return NativeText.OfError(error);
        return trap != 0 ? NativeText.OfTrap(trap) : null;
    }

    [UnmanagedCallersOnly]
    private static nint AtEpoch(nint context, nint data, ulong* delta, byte* kind)
    {
        var call = Unsafe.As<GuestCall>(GCHandle.FromIntPtr(data).Target!);
        *delta = 1;
        *kind = 0;
        if (!call.IsOverdue)
            return 0;
        call.StopFor(StopReason.Deadline);
        fixed (byte* text = "deadline\0"u8)
            return WasmtimeLibrary.ErrorNew(text);
    }
}

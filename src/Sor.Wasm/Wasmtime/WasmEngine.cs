using System.Globalization;
using System.Runtime.InteropServices;
using Sor.Wasm.Guests;

namespace Sor.Wasm.Wasmtime;

/// <summary>
/// The compiler and runtime, configured once for all guests: epoch interruption, a pool of prepared memories, and none of
/// the proposals that would let a guest go around its limits. Lives as long as the process.
/// </summary>
internal sealed class WasmEngine
{
    /// <summary>Version of the package that brings the library. A test compares it.</summary>
    internal const string Version = "50.0.1";

    // Zeroed by hand after a call; what lies above is given back to the system, which costs a page fault in the next call.
    private const int KeptMemoryBytes = 128 * 1024;
    private const int KeptTableBytes = 16 * 1024;

    internal WasmEngine() => Handle = WasmtimeLibrary.EngineNew(Configure());

    internal nint Handle { get; }

    /// <summary>What a compiled module depends on, as a text: part of the key of the cache.</summary>
    internal static string Configuration { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"wasmtime {Version}; {Architecture} baseline; epochs; no threads, memory64, multi-memory; stack {GuestLimits.MaxStackBytes}; memory {GuestLimits.MaxMemoryMb} MB");

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "aarch64" : "x86_64";

    /// <summary>Lets every guest that runs look at its deadline. May be called on any thread.</summary>
    internal void Tick() => WasmtimeLibrary.EngineIncrementEpoch(Handle);

    private static unsafe nint Configure()
    {
        var config = WasmtimeLibrary.ConfigNew();
        WasmtimeLibrary.ConfigEpochInterruption(config, 1);
        WasmtimeLibrary.ConfigMaxWasmStack(config, GuestLimits.MaxStackBytes);

        // Shared memories are outside of a store's limits; 64-bit memories outside of preview 1.
        WasmtimeLibrary.ConfigThreads(config, 0);
        WasmtimeLibrary.ConfigSharedMemory(config, 0);
        WasmtimeLibrary.ConfigMemory64(config, 0);
        WasmtimeLibrary.ConfigMultiMemory(config, 0);

        // The baseline of the architecture, not the CPU of this machine: what is compiled at build time runs anywhere.
        fixed (byte* target = System.Text.Encoding.ASCII.GetBytes($"{Architecture}-unknown-linux-gnu\0"))
        {
            if (WasmtimeLibrary.ConfigTarget(config, target) is not 0 and var error)
                throw new WasmException(NativeText.OfError(error));
        }

        var pool = WasmtimeLibrary.PoolNew();
        WasmtimeLibrary.PoolTotalInstances(pool, GuestLimits.MaxGuests);
        WasmtimeLibrary.PoolTotalMemories(pool, GuestLimits.MaxGuests);
        WasmtimeLibrary.PoolTotalTables(pool, GuestLimits.MaxGuests * GuestLimits.MaxTables);
        WasmtimeLibrary.PoolMaxTables(pool, GuestLimits.MaxTables);
        WasmtimeLibrary.PoolTableElements(pool, GuestLimits.MaxTableElements);
        WasmtimeLibrary.PoolMaxMemory(pool, (nuint)GuestLimits.MaxMemoryMb << 20);
        WasmtimeLibrary.PoolMemoryKept(pool, KeptMemoryBytes);
        WasmtimeLibrary.PoolTableKept(pool, KeptTableBytes);
        WasmtimeLibrary.ConfigPool(config, pool);
        WasmtimeLibrary.PoolDelete(pool);
        return config;
    }
}

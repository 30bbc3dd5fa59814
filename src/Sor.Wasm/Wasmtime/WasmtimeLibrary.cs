using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace Sor.Wasm.Wasmtime;

/// <summary>
/// Declarations of Wasmtime's C API, version 50, one to one; meaning and error handling live in the types around them.
/// Pointers to opaque structures are <c>nint</c>. What returns an error returns 0 without one, and the caller frees it.
/// </summary>
internal static unsafe partial class WasmtimeLibrary
{
    private const string Library = "wasmtime";

    // Configuration and engine.
    [LibraryImport(Library, EntryPoint = "wasm_config_new")]
    internal static partial nint ConfigNew();

    [LibraryImport(Library, EntryPoint = "wasmtime_config_epoch_interruption_set")]
    internal static partial void ConfigEpochInterruption(nint config, byte on);

    [LibraryImport(Library, EntryPoint = "wasmtime_config_max_wasm_stack_set")]
    internal static partial void ConfigMaxWasmStack(nint config, nuint bytes);

    [LibraryImport(Library, EntryPoint = "wasmtime_config_wasm_threads_set")]
    internal static partial void ConfigThreads(nint config, byte on);

    [LibraryImport(Library, EntryPoint = "wasmtime_config_shared_memory_set")]
    internal static partial void ConfigSharedMemory(nint config, byte on);

    [LibraryImport(Library, EntryPoint = "wasmtime_config_wasm_memory64_set")]
    internal static partial void ConfigMemory64(nint config, byte on);

    [LibraryImport(Library, EntryPoint = "wasmtime_config_wasm_multi_memory_set")]
    internal static partial void ConfigMultiMemory(nint config, byte on);

    [LibraryImport(Library, EntryPoint = "wasmtime_config_target_set")]
    internal static partial nint ConfigTarget(nint config, byte* target);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_new")]
    internal static partial nint PoolNew();

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_delete")]
    internal static partial void PoolDelete(nint pool);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_total_core_instances_set")]
    internal static partial void PoolTotalInstances(nint pool, uint count);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_total_memories_set")]
    internal static partial void PoolTotalMemories(nint pool, uint count);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_total_tables_set")]
    internal static partial void PoolTotalTables(nint pool, uint count);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_max_tables_per_module_set")]
    internal static partial void PoolMaxTables(nint pool, uint count);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_table_elements_set")]
    internal static partial void PoolTableElements(nint pool, nuint count);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_max_memory_size_set")]
    internal static partial void PoolMaxMemory(nint pool, nuint bytes);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_linear_memory_keep_resident_set")]
    internal static partial void PoolMemoryKept(nint pool, nuint bytes);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_config_table_keep_resident_set")]
    internal static partial void PoolTableKept(nint pool, nuint bytes);

    [LibraryImport(Library, EntryPoint = "wasmtime_pooling_allocation_strategy_set")]
    internal static partial void ConfigPool(nint config, nint pool);

    [LibraryImport(Library, EntryPoint = "wasm_engine_new_with_config")]
    internal static partial nint EngineNew(nint config);

    [LibraryImport(Library, EntryPoint = "wasmtime_engine_increment_epoch")]
    internal static partial void EngineIncrementEpoch(nint engine);

    // Modules.
    [LibraryImport(Library, EntryPoint = "wasmtime_wat2wasm")]
    internal static partial nint TextToBinary(byte* text, nuint length, ByteVector* binary);

    [LibraryImport(Library, EntryPoint = "wasmtime_module_new")]
    internal static partial nint ModuleNew(nint engine, byte* bytes, nuint length, nint* module);

    [LibraryImport(Library, EntryPoint = "wasmtime_module_serialize")]
    internal static partial nint ModuleSerialize(nint module, ByteVector* bytes);

    [LibraryImport(Library, EntryPoint = "wasmtime_module_deserialize")]
    internal static partial nint ModuleDeserialize(nint engine, byte* bytes, nuint length, nint* module);

    [LibraryImport(Library, EntryPoint = "wasmtime_module_delete")]
    internal static partial void ModuleDelete(nint module);

    [LibraryImport(Library, EntryPoint = "wasmtime_module_imports")]
    internal static partial void ModuleImports(nint module, PointerVector* imports);

    [LibraryImport(Library, EntryPoint = "wasmtime_module_exports")]
    internal static partial void ModuleExports(nint module, PointerVector* exports);

    [LibraryImport(Library, EntryPoint = "wasm_importtype_vec_delete")]
    internal static partial void ImportsDelete(PointerVector* imports);

    [LibraryImport(Library, EntryPoint = "wasm_exporttype_vec_delete")]
    internal static partial void ExportsDelete(PointerVector* exports);

    [LibraryImport(Library, EntryPoint = "wasm_importtype_module")]
    internal static partial ByteVector* ImportModule(nint import);

    [LibraryImport(Library, EntryPoint = "wasm_importtype_name")]
    internal static partial ByteVector* ImportName(nint import);

    [LibraryImport(Library, EntryPoint = "wasm_exporttype_name")]
    internal static partial ByteVector* ExportName(nint export);

    [LibraryImport(Library, EntryPoint = "wasm_exporttype_type")]
    internal static partial nint ExportType(nint export);

    [LibraryImport(Library, EntryPoint = "wasm_externtype_kind")]
    internal static partial byte ExternKind(nint type);

    // Linking and instances.
    [LibraryImport(Library, EntryPoint = "wasmtime_linker_new")]
    internal static partial nint LinkerNew(nint engine);

    [LibraryImport(Library, EntryPoint = "wasm_valtype_new")]
    internal static partial nint ValueTypeNew(byte kind);

    [LibraryImport(Library, EntryPoint = "wasm_valtype_vec_new")]
    internal static partial void ValueTypesNew(PointerVector* into, nuint count, nint* types);

    [LibraryImport(Library, EntryPoint = "wasm_functype_new")]
    internal static partial nint FunctionTypeNew(PointerVector* parameters, PointerVector* results);

    [LibraryImport(Library, EntryPoint = "wasm_functype_delete")]
    internal static partial void FunctionTypeDelete(nint type);

    [LibraryImport(Library, EntryPoint = "wasmtime_linker_define_func_unchecked")]
    internal static partial nint LinkerDefine(nint linker, byte* module, nuint moduleLength, byte* name, nuint nameLength, nint type, delegate* unmanaged<nint, nint, RawValue*, nuint, nint> callback, nint data, nint finalizer);

    [LibraryImport(Library, EntryPoint = "wasmtime_linker_instantiate_pre")]
    internal static partial nint LinkerPrepare(nint linker, nint module, nint* prepared);

    [LibraryImport(Library, EntryPoint = "wasmtime_instance_pre_instantiate")]
    internal static partial nint PreparedInstantiate(nint prepared, nint context, InstanceHandle* instance, nint* trap);

    [LibraryImport(Library, EntryPoint = "wasmtime_instance_export_get")]
    internal static partial byte InstanceExport(nint context, InstanceHandle* instance, byte* name, nuint length, ExternHandle* item);

    [LibraryImport(Library, EntryPoint = "wasmtime_func_call_unchecked")]
    internal static partial nint FunctionCall(nint context, FunctionHandle* function, RawValue* values, nuint count, nint* trap);

    [LibraryImport(Library, EntryPoint = "wasmtime_caller_context")]
    internal static partial nint CallerContext(nint caller);

    [LibraryImport(Library, EntryPoint = "wasmtime_caller_export_get")]
    internal static partial byte CallerExport(nint caller, byte* name, nuint length, ExternHandle* item);

    [LibraryImport(Library, EntryPoint = "wasmtime_memory_data")]
    internal static partial byte* MemoryData(nint context, MemoryHandle* memory);

    [LibraryImport(Library, EntryPoint = "wasmtime_memory_data_size")]
    internal static partial nuint MemoryBytes(nint context, MemoryHandle* memory);

    // Stores.
    [LibraryImport(Library, EntryPoint = "wasmtime_store_new")]
    internal static partial nint StoreNew(nint engine, nint data, nint finalizer);

    [LibraryImport(Library, EntryPoint = "wasmtime_store_delete")]
    internal static partial void StoreDelete(nint store);

    [LibraryImport(Library, EntryPoint = "wasmtime_store_context")]
    internal static partial nint StoreContext(nint store);

    [LibraryImport(Library, EntryPoint = "wasmtime_store_limiter")]
    internal static partial void StoreLimits(nint store, long memoryBytes, long tableElements, long instances, long tables, long memories);

    [LibraryImport(Library, EntryPoint = "wasmtime_store_epoch_deadline_callback")]
    internal static partial void StoreEpochCallback(nint store, delegate* unmanaged<nint, nint, ulong*, byte*, nint> callback, nint data, nint finalizer);

    [LibraryImport(Library, EntryPoint = "wasmtime_context_get_data")]
    internal static partial nint ContextData(nint context);

    [LibraryImport(Library, EntryPoint = "wasmtime_context_set_epoch_deadline")]
    internal static partial void ContextEpochDeadline(nint context, ulong ticks);

    // Errors, traps, bytes.
    [LibraryImport(Library, EntryPoint = "wasmtime_error_new")]
    internal static partial nint ErrorNew(byte* text);

    [LibraryImport(Library, EntryPoint = "wasmtime_error_message")]
    internal static partial void ErrorMessage(nint error, ByteVector* message);

    [LibraryImport(Library, EntryPoint = "wasmtime_error_delete")]
    internal static partial void ErrorDelete(nint error);

    [LibraryImport(Library, EntryPoint = "wasmtime_trap_new")]
    internal static partial nint TrapNew(byte* text, nuint length);

    [LibraryImport(Library, EntryPoint = "wasm_trap_message")]
    internal static partial void TrapMessage(nint trap, ByteVector* message);

    [LibraryImport(Library, EntryPoint = "wasm_trap_delete")]
    internal static partial void TrapDelete(nint trap);

    [LibraryImport(Library, EntryPoint = "wasm_byte_vec_delete")]
    internal static partial void BytesDelete(ByteVector* bytes);
}

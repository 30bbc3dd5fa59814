using Sor.Wasm.Guests;

namespace Sor.Wasm.Wasi;

/// <summary><c>sor.note(ptr, len)</c>: one or more lines of notes, as an executable would write them to its descriptor for notes.</summary>
internal static class NoteFunction
{
    internal static Errno Take(GuestCall call, GuestMemory memory, uint at, uint length)
    {
        var line = memory.Slice(at, length);
        if (!call.Notes.TryWrite(line) || !call.Notes.TryWrite("\n"u8))
            call.StopFor(StopReason.NotesTooLarge);
        return Errno.Success;
    }
}

namespace Sor.Native;

/// <summary>
/// An open file descriptor that belongs to whoever holds this object. Not a <c>SafeHandle</c>: everything runs on one
/// thread, and the reference counting of a handle on every read and write shows in the benchmarks. Close-on-exec, always.
/// </summary>
public sealed class Descriptor(int number) : IDisposable
{
    /// <summary>The number; -1 once closed.</summary>
    public int Number { get; private set; } = number;

    public bool IsOpen => Number >= 0;

    public void Dispose()
    {
        if (Number < 0)
            return;
        _ = Libc.Close(Number);
        Number = -1;
    }
}

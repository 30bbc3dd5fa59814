namespace Sor.TestSupport;

/// <summary>
/// Whether something allocates. The counter of a thread moves by some KB when a collection for another test comes in between, so that one
/// run says little; and no object is smaller than 24 bytes.
/// </summary>
public static class Allocations
{
    private const int Runs = 10_000;
    private const int SmallestObject = 24;

    /// <summary>Whether each run makes an object, or more than one.</summary>
    public static bool AreMadeBy(Action run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
            run();
        return GC.GetAllocatedBytesForCurrentThread() - before >= Runs * SmallestObject;
    }
}

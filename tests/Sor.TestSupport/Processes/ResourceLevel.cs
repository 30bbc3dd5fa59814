namespace Sor.TestSupport;

/// <summary>What a bootstrap holds while it waits for an event.</summary>
/// <param name="Descriptors">Its open descriptors.</param>
/// <param name="Processes">Its living children, and whatever has outlived one of them.</param>
public readonly record struct ResourceLevel(int Descriptors, int Processes)
{
    public bool IsWithin(ResourceLevel other) => Descriptors <= other.Descriptors && Processes <= other.Processes;
}

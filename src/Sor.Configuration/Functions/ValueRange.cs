namespace Sor.Configuration;

/// <summary>Both ends belong to the range.</summary>
public readonly record struct ValueRange<T>(T Minimum, T Maximum)
    where T : struct, IComparable<T>
{
    public bool Contains(T value) => value.CompareTo(Minimum) >= 0 && value.CompareTo(Maximum) <= 0;
}

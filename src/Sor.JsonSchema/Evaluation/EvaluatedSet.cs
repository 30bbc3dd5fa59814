namespace Sor.JsonSchema;

/// <summary>Which members or items of one value a schema has looked at, by their order.</summary>
internal sealed class EvaluatedSet(int count)
{
    private readonly ulong[] _bits = new ulong[(count + 63) / 64];

    public bool this[int ordinal] => (_bits[ordinal >> 6] & (1UL << (ordinal & 63))) != 0;

    public void Mark(int ordinal) => _bits[ordinal >> 6] |= 1UL << (ordinal & 63);

    public void Add(EvaluatedSet other)
    {
        for (var index = 0; index < _bits.Length; index++)
            _bits[index] |= other._bits[index];
    }
}

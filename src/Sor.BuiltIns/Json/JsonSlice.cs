using System.Text.Json;

namespace Sor.BuiltIns;

/// <summary>Where a value stands in a JSON text.</summary>
/// <param name="start">Offset of its first byte.</param>
/// <param name="length">Bytes of it; 0 when it is not there.</param>
/// <param name="type">Its first token; <see cref="JsonTokenType.None"/> when it is not there.</param>
internal readonly struct JsonSlice(int start, int length, JsonTokenType type)
{
    internal int Start { get; } = start;

    internal int Length { get; } = length;

    internal JsonTokenType Type { get; } = type;

    internal bool IsFound => Type != JsonTokenType.None;

    /// <summary>The value itself, as it is written.</summary>
    internal ReadOnlySpan<byte> Of(ReadOnlySpan<byte> json) => json.Slice(Start, Length);
}

namespace Sor.JsonSchema;

/// <summary>Asserts formats.</summary>
public interface IFormatChecker
{
    /// <summary>Whether the format is known; unknown ones stay annotations.</summary>
    bool Knows(string format);

    /// <param name="format">A known one.</param>
    /// <param name="utf8">The string's characters, without escapes; valid UTF-8.</param>
    bool Check(string format, ReadOnlySpan<byte> utf8);
}

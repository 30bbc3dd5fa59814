namespace Sor.Configuration;

/// <summary>A place in a text, both counted from 1; a column is a character, not a byte. The default value means "unknown".</summary>
public readonly record struct SourcePosition(int Line, int Column)
{
    public bool IsKnown => Line > 0;
}

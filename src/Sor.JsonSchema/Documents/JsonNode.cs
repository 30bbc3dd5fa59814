namespace Sor.JsonSchema;

/// <summary>One value or member name on a tape.</summary>
internal struct JsonNode
{
    public JsonKind Kind;

    /// <summary>Whether the text stands in the tape's own buffer, because it had escapes.</summary>
    public bool IsUnescaped;

    /// <summary>First byte of the text, without the quotation mark.</summary>
    public int Start;

    /// <summary>Bytes of the text.</summary>
    public int Length;

    /// <summary>Index of the first node behind this one and all inside it.</summary>
    public int Next;

    /// <summary>Items or members.</summary>
    public int Count;
}

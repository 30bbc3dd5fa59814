namespace Sor.JsonSchema;

/// <summary>What a node of a tape is. Values are bits, so that sets of types are masks.</summary>
[Flags]
internal enum JsonKind : byte
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Number = 4,
    Text = 8,
    List = 16,
    Map = 32,

    /// <summary>Name of a member, directly before its value.</summary>
    Name = 64,

    /// <summary>Only in the mask of <c>type</c>: a number without a fraction.</summary>
    Integer = 128,
}

namespace Sor.Events.Http;

/// <summary>What a user may decide about replies.</summary>
public sealed record HttpReplyOptions
{
    /// <summary>The defaults.</summary>
    public static HttpReplyOptions Default { get; } = new();

    /// <summary>Media types that are sent as text if their bytes are UTF-8, beside those that are known: <c>application/sdp</c>, <c>model/*</c>.</summary>
    public IReadOnlyList<string> TextTypes { get; init; } = [];

    /// <summary>Media types that are always sent as base64. They win.</summary>
    public IReadOnlyList<string> BinaryTypes { get; init; } = [];
}

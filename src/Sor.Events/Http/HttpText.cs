namespace Sor.Events.Http;

/// <summary>
/// Where a text of a request or a response stands: in the document that it came from, or, where it had to be made, beside it. Two numbers, which
/// fit into one register: there are two of them for each header.
/// </summary>
internal readonly struct HttpText
{
    // From 1 up in the document, from -1 down beside it, 0 nowhere.
    private readonly int _place;

    private HttpText(int place, int length) => (_place, Length) = (place, length);

    public int Length { get; }

    /// <summary>There is no such text: not the same as an empty one.</summary>
    public bool IsMissing => _place == 0;

    public bool IsInDocument => _place > 0;

    /// <summary>Its first byte, in the document or beside it.</summary>
    public int Start => _place > 0 ? _place - 1 : ~_place;

    public static HttpText InDocument(int start, int length) => new(start + 1, length);

    public static HttpText Beside(int start, int length) => new(~start, length);

    /// <summary>A part of it.</summary>
    public HttpText Slice(int start, int length) => new(_place > 0 ? _place + start : _place - start, length);
}

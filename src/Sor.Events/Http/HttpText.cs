namespace Sor.Events.Http;

/// <summary>Where a text of a request or a response stands: in the document that it came from, or, where it had to be made, beside it.</summary>
internal readonly record struct HttpText(HttpTextPlace Place, int Start, int Length)
{
    /// <summary>There is no such text: not the same as an empty one.</summary>
    public bool IsMissing => Place == HttpTextPlace.None;

    /// <summary>A part of it.</summary>
    public HttpText Slice(int start, int length) => this with { Start = Start + start, Length = length };
}

internal enum HttpTextPlace : byte
{
    None,
    Document,
    Scratch,
}

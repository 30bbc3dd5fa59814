using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>
/// A response as a stage or a handler gives it, in one of two forms: <c>application/vnd.sor.http-response+json</c>, whose <c>headers</c> are a
/// list of <c>[name, value]</c>, and Lambda's, with <c>headers</c>, <c>multiValueHeaders</c>, <c>cookies</c> and <c>isBase64Encoded</c>.
/// Headers of one connection are left out. An instance serves one response after
/// another and then allocates nothing. Not thread-safe.
/// </summary>
public sealed class HttpResponseView
{
    // The lowest status that ends an exchange, and the highest that HTTP has a class for.
    private const int LowestStatus = 200;
    private const int HighestStatus = 599;

    private const int ImpliedStatus = 200;

    private readonly EventDocument _document = new();

    public HttpResponseView() => (Headers, Body) = (new HttpHeaderList(Texts), new HttpBody(Texts));

    /// <summary>200 to 599.</summary>
    public int StatusCode { get; private set; }

    /// <summary>How many headers there are; one name may stand several times. Cookies are headers <c>set-cookie</c>.</summary>
    public int HeaderCount => Headers.Count;

    /// <summary>Whether <see cref="BodyText"/> is base64.</summary>
    public bool IsBase64 => Body.IsBase64;

    /// <summary>The body: text in UTF-8, base64 as <see cref="IsBase64"/> says, or the bytes of <see cref="LoadBody"/>.</summary>
    public ReadOnlySpan<byte> BodyText => Body.Text;

    internal HttpTextStore Texts { get; } = new();

    internal HttpHeaderList Headers { get; }

    internal HttpBody Body { get; }

    public ReadOnlySpan<byte> HeaderName(int index) => Headers.Name(index);

    public ReadOnlySpan<byte> HeaderValue(int index) => Headers.Value(index);

    /// <summary>Appends the body's bytes, decoded.</summary>
    public void WriteBody(IBufferWriter<byte> output) => Body.WriteBytes(output);

    /// <summary>Reads a response. The bytes must stay as they are while it is looked at.</summary>
    /// <exception cref="EventFormatException">It is not JSON, or not a response: what, and where.</exception>
    public void Load(ReadOnlyMemory<byte> json)
    {
        if (!TryLoad(json))
            throw _document.Root.Error(_document.Root.IsObject ? "has no statusCode" : "is not a response: an object with statusCode, headers and body");
    }

    /// <summary>The same; false when it is JSON, but no object with <c>statusCode</c>.</summary>
    /// <exception cref="EventFormatException">It is not JSON, or has a <c>statusCode</c> and is no response: what, and where.</exception>
    public bool TryLoad(ReadOnlyMemory<byte> json)
    {
        Texts.Reset(default);
        Headers.Clear();
        Body.Clear();
        _document.Load(json, EventKind.Raw);
        Texts.Reset(_document.JsonMemory);
        var status = _document.Member("statusCode"u8);
        if (status.IsMissing)
            return false;
        StatusCode = StatusOf(status);
        AddHeaders();
        AddCookies();
        Body.Set(_document.Member("body"u8), IsBase64Encoded());
        return true;
    }

    /// <summary>
    /// Reads an answer in JSON: a response, or, if it has no <c>statusCode</c>, the body of one, as HTTP APIs and Function URLs take it.
    /// </summary>
    /// <exception cref="EventFormatException">As with <see cref="TryLoad"/>.</exception>
    public void LoadAnswer(ReadOnlyMemory<byte> json)
    {
        if (!TryLoad(json))
            LoadBody(_document.JsonMemory.Slice(_document.Root.Offset, _document.Root.Raw.Length), "application/json");
    }

    /// <summary>Makes a response with status 200 of a body alone. Its bytes may be any, and must stay as they are while it is looked at.</summary>
    /// <exception cref="EventFormatException">The content type has a line's end in it.</exception>
    public void LoadBody(ReadOnlyMemory<byte> body, string contentType)
    {
        Texts.Reset(body);
        Headers.Clear();
        StatusCode = ImpliedStatus;
        var mark = Texts.Mark;
        _ = Encoding.UTF8.GetBytes(contentType, Texts.Scratch);
        var type = Texts.Since(mark);
        if (HttpHeaderRules.EndsLine(Texts.Get(type)))
            throw new EventFormatException("", "has a content type with a carriage return, a line feed or a NUL in it");
        Headers.Add(Texts.Copy("content-type"u8), type);
        Body.SetBytes(HttpText.InDocument(0, body.Length));
    }

    private static int StatusOf(JsonValue value)
    {
        var isNumber = value.IsString ? TryParse(value.RawString, out var status) : value.TryGetInt64(out status);
        return isNumber && status is >= LowestStatus and <= HighestStatus
            ? (int)status
            : throw value.Error($"is no status of a response: a whole number from {LowestStatus} to {HighestStatus}");
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out long value) => Utf8Parser.TryParse(text, out value, out var used) && used == text.Length;

    private bool IsBase64Encoded()
    {
        var encoding = _document.Member("bodyEncoding"u8);
        if (encoding.IsMissing)
            return _document.Member("isBase64Encoded"u8) is var flag && (flag.IsTrue || flag.Is("true"u8));
        return encoding.Is("base64"u8) || (encoding.Is("utf8"u8) ? false : throw encoding.Error("is neither \"utf8\" nor \"base64\""));
    }

    private void AddHeaders()
    {
        var headers = _document.Member("headers"u8);
        if (headers.IsArray)
        {
            foreach (var pair in headers.Elements())
                AddPair(pair);
            return;
        }

        // Both maps may be there; then the one with all values counts for the names that it has.
        Headers.AddMap(_document.Member("multiValueHeaders"u8));
        Headers.AddMap(headers, known: Headers.Count);
    }

    private void AddPair(JsonValue pair)
    {
        var elements = pair.Elements();
        if (!elements.MoveNext())
            throw NoHeader(pair);
        var name = elements.Current;
        if (!name.IsString || !elements.MoveNext())
            throw NoHeader(pair);
        Headers.Add(Headers.CheckedName(name), elements.Current);
        if (elements.MoveNext())
            throw NoHeader(pair);
    }

    private static EventFormatException NoHeader(JsonValue pair) => pair.Error("is not a header: an array [name, value] of two strings");

    private void AddCookies()
    {
        var cookies = _document.Member("cookies"u8);
        if (!cookies.IsMissing && !cookies.IsArray)
            throw cookies.Error("is not an array of cookies");
        var name = Texts.Copy("set-cookie"u8);
        foreach (var cookie in cookies.Elements())
            Headers.Add(name, cookie);
    }
}

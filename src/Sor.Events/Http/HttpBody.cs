using System.Buffers;
using System.Buffers.Text;
using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>
/// The body of a request or a response, as the document has it: text or base64. Text's escapes stay as they are until somebody asks for its
/// content; base64 is checked and not decoded.
/// </summary>
internal sealed class HttpBody(HttpTextStore texts)
{
    private HttpText _text;

    /// <summary>Whether <see cref="Text"/> is base64. Never for an empty body.</summary>
    public bool IsBase64 { get; private set; }

    /// <summary>Whether <see cref="Text"/> is any bytes, as they were given, which nobody has looked at yet.</summary>
    public bool IsBytes { get; private set; }

    /// <summary>Bytes of the body itself.</summary>
    public int Length { get; private set; }

    /// <summary>The body as it stands between a JSON string's quotes; missing when it does not stand so anywhere.</summary>
    public HttpText Raw { get; private set; }

    /// <summary>Text in UTF-8, or base64.</summary>
    public ReadOnlySpan<byte> Text
    {
        get
        {
            if (_text.IsMissing && !Raw.IsMissing)
                _text = texts.Of(new JsonValue(texts.Document, Raw.Start - 1, Raw.Length + 2));
            return texts.Get(_text);
        }
    }

    public void Clear()
    {
        (Raw, _text) = (default, default);
        (IsBase64, IsBytes, Length) = (false, false, 0);
    }

    /// <summary>Takes a member of the document. Objects and other values that are no strings, as local tools give them, count as their JSON text.</summary>
    /// <exception cref="EventFormatException">It is said to be base64 and is not, or has half a surrogate pair.</exception>
    public void Set(JsonValue value, bool isBase64)
    {
        Clear();
        if (value.IsMissing)
            return;
        if (!value.IsString)
        {
            SetText(HttpTextStore.Raw(value));
            return;
        }

        Raw = HttpTextStore.RawString(value);
        if (isBase64 && Raw.Length > 0)
        {
            IsBase64 = true;
            Length = Base64Length(Text);
            if (Length < 0)
                throw value.Error("is not base64 (RFC 4648, section 4, with padding), though the event says that it is");
            return;
        }

        Length = JsonEscapes.DecodedLength(texts.Get(Raw));
        if (Length < 0)
            throw value.Error("has an escape that is half of a surrogate pair");
    }

    /// <summary>Takes a text that was made.</summary>
    public void SetText(HttpText text)
    {
        Clear();
        (_text, Length) = (text, text.Length);
    }

    /// <summary>Takes bytes that may be anything.</summary>
    public void SetBytes(HttpText bytes)
    {
        SetText(bytes);
        IsBytes = true;
    }

    /// <summary>How many bytes base64 stands for; -1 if it is not base64. White space is no part of it.</summary>
    public static int Base64Length(ReadOnlySpan<byte> text) =>
        Base64.IsValid(text, out var length) && (length + 2) / 3 * 4 == text.Length ? length : -1;

    /// <summary>Appends the body's bytes, decoded.</summary>
    public void WriteBytes(IBufferWriter<byte> output)
    {
        var text = Text;
        if (!IsBase64)
        {
            output.Write(text);
            return;
        }

        var span = output.GetSpan(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        _ = Base64.DecodeFromUtf8(text, span, out _, out var written);
        output.Advance(written);
    }
}

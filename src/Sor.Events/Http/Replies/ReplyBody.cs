using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Sor.Events.Json;

namespace Sor.Events.Http.Replies;

/// <summary>
/// Text or base64: what a response's body is sent as. Text only where the headers say that it is text and the bytes are UTF-8, so that no
/// platform changes a byte of it.
/// </summary>
internal sealed class ReplyBody
{
    private readonly ArrayBufferWriter<byte> _bytes = new();
    private HttpResponseView _response = null!;
    private bool _isEmpty;
    private bool _isDecoded;

    /// <summary>Whether <see cref="Write"/> writes base64.</summary>
    public bool IsBase64 { get; private set; }

    /// <summary>Decides about a response's body.</summary>
    public void Take(HttpResponseView response, bool isHead, HttpReplyOptions options)
    {
        _response = response;
        _isDecoded = false;
        _bytes.ResetWrittenCount();
        _isEmpty = isHead || response.StatusCode is 204 or 304 || response.Body.Length == 0;
        IsBase64 = !_isEmpty && !IsText(options);
    }

    /// <summary>The same for a platform that takes JSON in base64 only.</summary>
    public void RequireBase64() => IsBase64 = !_isEmpty;

    /// <summary>Writes the value of <c>body</c>.</summary>
    public void Write(ref JsonOutput json)
    {
        var body = _response.Body;
        if (_isEmpty)
            json.Raw("\"\""u8);
        else if (IsBase64 && body.IsBase64)
            json.Text(body.Text);
        else if (IsBase64)
            json.Base64Text(body.Text);
        else if (!body.IsBase64 && !body.Raw.IsMissing && Stays(_response.Texts.Get(body.Raw)))
            WriteRaw(ref json, _response.Texts.Get(body.Raw));
        else
            json.Text(Bytes());
    }

    private static void WriteRaw(ref JsonOutput json, ReadOnlySpan<byte> raw)
    {
        json.Raw("\""u8);
        json.Raw(raw);
        json.Raw("\""u8);
    }

    // Escapes of six bytes for a character of one to three can be what makes a response too large.
    private static bool Stays(ReadOnlySpan<byte> raw) => raw.IndexOf("\\u"u8) < 0;

    private bool IsText(HttpReplyOptions options)
    {
        if (IsEncoded())
            return false;
        var index = _response.Headers.Find("content-type"u8);
        if (index < 0)
            return IsUtf8() && !HasNul();
        var type = _response.Headers.Value(index);
        if (IsOneOf(options.BinaryTypes, type))
            return false;
        return (MediaType.IsText(type) || IsOneOf(options.TextTypes, type)) && MediaType.IsUtf8(type) && IsUtf8();
    }

    private bool IsEncoded()
    {
        for (var i = _response.Headers.Find("content-encoding"u8); i >= 0; i = _response.Headers.Find("content-encoding"u8, i + 1))
        {
            var encodings = _response.Headers.Value(i);
            foreach (var range in encodings.Split((byte)','))
            {
                var encoding = encodings[range].Trim(" \t"u8);
                if (!encoding.IsEmpty && !AsciiText.Same(encoding, "identity"u8))
                    return true;
            }
        }

        return false;
    }

    private static bool IsOneOf(IReadOnlyList<string> types, ReadOnlySpan<byte> contentType)
    {
        var type = MediaType.WithoutParameters(contentType);
        foreach (var one in types)
        {
            if (one.EndsWith("/*", StringComparison.Ordinal)
                ? type.Length >= one.Length && Ascii.EqualsIgnoreCase(type[..(one.Length - 1)], one.AsSpan(0, one.Length - 1))
                : Ascii.EqualsIgnoreCase(type, one))
            {
                return true;
            }
        }

        return false;
    }

    // A document is UTF-8; what stands in one as text is so as well.
    private bool IsUtf8() => (!_response.Body.IsBase64 && !_response.Body.IsBytes) || Utf8.IsValid(Bytes());

    private bool HasNul() =>
        _response.Body.IsBase64 || _response.Body.Raw.IsMissing
            ? Bytes().Contains((byte)0)
            : _response.Texts.Get(_response.Body.Raw).IndexOf("\\u0000"u8) >= 0 && Bytes().Contains((byte)0);

    private ReadOnlySpan<byte> Bytes()
    {
        if (!_response.Body.IsBase64)
            return _response.Body.Text;
        if (!_isDecoded)
            _response.Body.WriteBytes(_bytes);
        _isDecoded = true;
        return _bytes.WrittenSpan;
    }
}

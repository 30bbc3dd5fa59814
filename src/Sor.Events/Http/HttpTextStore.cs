using System.Buffers;
using System.Text.Json;
using Sor.Events.Json;

namespace Sor.Events.Http;

/// <summary>The texts of one request or response. Those without escapes stay in the document; the others are written to a buffer that is used again for the next one.</summary>
internal sealed class HttpTextStore
{
    private readonly ArrayBufferWriter<byte> _scratch = new(1024);
    private readonly ArrayBufferWriter<byte> _passing = new(256);
    private ReadOnlyMemory<byte> _document;

    /// <summary>Where a text is made: <see cref="Mark"/>, write, <see cref="Since"/>.</summary>
    public IBufferWriter<byte> Scratch => _scratch;

    /// <summary>The document that texts stand in.</summary>
    public ReadOnlySpan<byte> Document => _document.Span;

    public int Mark => _scratch.WrittenCount;

    public void Reset(ReadOnlyMemory<byte> document)
    {
        _document = document;
        _scratch.ResetWrittenCount();
    }

    public ReadOnlySpan<byte> Get(HttpText text) =>
        text.IsInDocument ? _document.Span.Slice(text.Start, text.Length)
        : text.IsMissing ? default
        : _scratch.WrittenSpan.Slice(text.Start, text.Length);

    /// <summary>What was written since the mark.</summary>
    public HttpText Since(int mark) => HttpText.Beside(mark, _scratch.WrittenCount - mark);

    public HttpText Copy(ReadOnlySpan<byte> text)
    {
        var mark = Mark;
        _scratch.Write(text);
        return Since(mark);
    }

    /// <summary>The content of a string; a number, <c>true</c> or <c>false</c> as it is written, for tools that forget the quotes; missing for a missing value.</summary>
    /// <exception cref="EventFormatException">It is an object or an array.</exception>
    public HttpText Of(JsonValue value)
    {
        switch (value.Kind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return default;
            case JsonValueKind.String when !value.HasEscapes:
                return RawString(value);
            case JsonValueKind.String:
                var mark = Mark;
                value.AppendTo(_scratch);
                return Since(mark);
            case JsonValueKind.Object or JsonValueKind.Array:
                throw value.Error("is not a string");
            default:
                return HttpText.InDocument(value.Offset, value.Raw.Length);
        }
    }

    /// <summary>The same for a text that is only looked at: it holds until the next call.</summary>
    public ReadOnlySpan<byte> Passing(JsonValue value)
    {
        if (!value.HasEscapes)
            return Get(Of(value));
        _passing.ResetWrittenCount();
        value.AppendTo(_passing);
        return _passing.WrittenSpan;
    }

    /// <summary>What stands between a string's quotes: its content, if it has no escapes.</summary>
    public static HttpText RawString(JsonValue value) => HttpText.InDocument(value.Offset + 1, value.Raw.Length - 2);

    /// <summary>The bytes of a value as they stand in the document.</summary>
    public static HttpText Raw(JsonValue value) => HttpText.InDocument(value.Offset, value.Raw.Length);
}

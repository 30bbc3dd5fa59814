using System.Buffers;
using System.Buffers.Text;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>The body of a request, decoded. Used for one request after another.</summary>
internal sealed class RequestBody
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly EventDocument _document = new();
    private int _start;

    /// <summary>The bytes that were sent.</summary>
    internal ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory[_start..];

    /// <summary>The same as JSON, after <see cref="IsJson"/>.</summary>
    internal EventDocument Json => _document;

    /// <summary>Takes the body of a request; false when it has none, or none that can be decoded.</summary>
    internal bool Read(HttpParts parts)
    {
        _bytes.ResetWrittenCount();
        _start = 0;
        if (parts.IsBase64)
            return parts.Body.IsString && Decode(parts.Body.Utf8());
        if (parts.Body.IsString)
            parts.Body.AppendTo(_bytes);
        else if (!parts.Body.IsMissing)
            _bytes.Write(parts.Body.Raw);
        return _bytes.WrittenCount > 0;
    }

    /// <summary>Takes one field of the form that the body is; false when it has no such field.</summary>
    internal bool TakeField(ReadOnlySpan<byte> name)
    {
        var length = _bytes.WrittenCount;
        var rest = _bytes.WrittenMemory;
        while (!rest.IsEmpty)
        {
            var end = rest.Span.IndexOf((byte)'&');
            var field = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (field.Length <= name.Length || !field.Span.StartsWith(name) || field.Span[name.Length] != (byte)'=')
                continue;
            FormText.Append(field.Span[(name.Length + 1)..], _bytes);
            _start = length;
            return true;
        }

        return false;
    }

    /// <summary>Whether it is JSON.</summary>
    internal bool IsJson()
    {
        try
        {
            _document.Load(Bytes);
            return true;
        }
        catch (EventFormatException)
        {
            return false;
        }
    }

    private bool Decode(ReadOnlySpan<byte> base64)
    {
        var space = _bytes.GetSpan(Base64.GetMaxDecodedFromUtf8Length(base64.Length));
        var status = Base64.DecodeFromUtf8(base64, space, out _, out var written);
        _bytes.Advance(written);
        return status == OperationStatus.Done && written > 0;
    }
}

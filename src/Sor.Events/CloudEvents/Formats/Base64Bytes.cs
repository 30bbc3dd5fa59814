using System.Buffers;
using System.Buffers.Text;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>Decodes base64 (RFC 4648 section 4, padded) in the buffer where it stands.</summary>
internal static class Base64Bytes
{
    /// <summary>The bytes that all of the buffer stands for; they are appended to it.</summary>
    internal static bool TryDecode(ArrayBufferWriter<byte> content, out ReadOnlyMemory<byte> bytes)
    {
        var length = content.WrittenCount;
        var space = content.GetSpan(Base64.GetMaxDecodedFromUtf8Length(length) + 1);
        var isDecoded = Base64.DecodeFromUtf8(content.WrittenSpan, space, out _, out var written) == OperationStatus.Done;
        content.Advance(isDecoded ? written : 0);
        bytes = content.WrittenMemory[length..];
        return isDecoded;
    }
}

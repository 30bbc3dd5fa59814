using System.Buffers;

namespace Sor.Core;

/// <summary>What an <c>error</c> phase is given.</summary>
internal static class ErrorInput
{
    internal static Payload Of(Failure failure)
    {
        var json = new ArrayBufferWriter<byte>(512);
        FailureJson.Write(json, failure, complete: true);
        return new Payload(json.WrittenMemory, ContentTypes.Failure);
    }
}

using System.Buffers;

namespace Sor.Middleware.Text;

/// <summary>The members of a failure, as a frame and a note have them, cut to what fits into a header.</summary>
internal static class ErrorText
{
    private const int TypeBytes = 512;
    private const int MessageBytes = 16 * 1024;
    private const int LineBytes = 2 * 1024;
    private const int StackBytes = 40 * 1024;

    /// <summary>Writes <c>"errorType":...,"errorMessage":...</c> and the others that there are, without braces.</summary>
    internal static void WriteMembers(IBufferWriter<byte> to, Failure failure)
    {
        to.Write("\"errorType\":"u8);
        JsonText.Write(to, Cutting.Cut(failure.ErrorType, TypeBytes));
        to.Write(",\"errorMessage\":"u8);
        JsonText.Write(to, Cutting.Cut(failure.Message, MessageBytes));
        if (failure.Stack.Count > 0)
        {
            to.Write(",\"stackTrace\":"u8);
            var separator = "["u8;
            foreach (var line in Cutting.Cut(failure.Stack, LineBytes, StackBytes))
            {
                to.Write(separator);
                JsonText.Write(to, line);
                separator = ","u8;
            }

            to.Write("]"u8);
        }

        if (failure.Retry is { } retry)
            to.Write(retry ? ",\"retry\":true"u8 : ",\"retry\":false"u8);
    }
}

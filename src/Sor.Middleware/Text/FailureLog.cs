using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sor.Middleware.Text;

/// <summary>The log record of a failed call: one line on STDERR.</summary>
internal static class FailureLog
{
    internal static void Write(Failure failure, string? requestId)
    {
        var line = new ArrayBufferWriter<byte>(512);
        if (Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT") is "JSON" or "Json" or "json")
        {
            line.Write("{\"timestamp\":\""u8);
            line.Write(Encoding.UTF8.GetBytes(DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)));
            line.Write("\",\"level\":\"ERROR\",\"requestId\":"u8);
            JsonText.Write(line, requestId ?? "");
            line.Write(","u8);
            ErrorText.WriteMembers(line, failure);
            line.Write("}"u8);
        }
        else
        {
            // Lines of one record are joined by carriage returns: log viewers keep them together.
            var text = string.Join("\r  ", [$"[ERROR] {failure.ErrorType}: {failure.Message}", .. failure.Stack]);
            line.Write(Encoding.UTF8.GetBytes(text.Replace('\n', '\r')));
        }

        line.Write("\n"u8);
        SystemCalls.TryWriteAll(SystemCalls.StandardError, line.WrittenSpan);
    }
}

using System.Buffers;

namespace Sor.Middleware.Text;

/// <summary>Parts of log records.</summary>
internal static class LogText
{
    private const int MessageBytes = 16 * 1024;
    private const int FieldsBytes = 40 * 1024;

    internal static string NameOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Info => "INFO",
        LogLevel.Warn => "WARN",
        LogLevel.Error => "ERROR",
        LogLevel.Fatal => "FATAL",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "no level of a log record"),
    };

    internal static string Cut(string message) => Cutting.Cut(message, MessageBytes);

    /// <summary>The fields as a JSON object; those that do not fit into a header are left out, with a mark.</summary>
    internal static void WriteFields(IBufferWriter<byte> to, ReadOnlySpan<(string Name, string Value)> fields)
    {
        var left = FieldsBytes;
        var separator = "{"u8;
        foreach (var (name, value) in fields)
        {
            left -= JsonText.SizeOf(name) + JsonText.SizeOf(value) + 2;
            to.Write(separator);
            separator = ","u8;
            if (left < 0)
            {
                to.Write("\"cut\":true"u8);
                break;
            }

            JsonText.Write(to, name);
            to.Write(":"u8);
            JsonText.Write(to, value);
        }

        to.Write("}"u8);
    }
}

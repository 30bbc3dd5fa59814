using System.Text;
using Sor.Cli.Output;
using Sor.Configuration;

namespace Sor.Cli.Invoking;

/// <summary>Where the event of <c>sor invoke</c> comes from.</summary>
internal static class EventSource
{
    // What the service takes, and one byte to see that there is more.
    private const int LimitBytes = (6 * 1024 * 1024) + 1;

    /// <summary>Reads <c>-</c> (STDIN), <c>@FILE</c> or the text itself.</summary>
    public static async Task<(byte[]? Payload, Diagnostic? Problem)> ReadAsync(CliContext context, string text, CancellationToken cancelled)
    {
        try
        {
            if (text == "-")
                return (await ReadAllAsync(context.Input, cancelled), null);
            if (!text.StartsWith('@'))
                return (Encoding.UTF8.GetBytes(text), null);
            await using var file = File.OpenRead(context.FullPath(text[1..]));
            return (await ReadAllAsync(file, cancelled), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var problem = new Diagnostic { Code = CliCodes.BadEvent, Message = $"the event cannot be read: {FileProblems.Of(e, text[1..])}", Fix = "name a file that can be read: --event @FILE" };
            return (null, problem);
        }
    }

    private static async Task<byte[]> ReadAllAsync(Stream stream, CancellationToken cancelled)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (all.Length < LimitBytes)
        {
            var size = await stream.ReadAsync(buffer, cancelled);
            if (size == 0)
                break;
            all.Write(buffer, 0, size);
        }

        return all.ToArray();
    }
}

using System.Buffers;
using System.Globalization;
using Sor.Protocol;

namespace Sor.Processes;

/// <summary>Says what makes a context too large for a frame's header.</summary>
internal static class ContextSize
{
    /// <summary>The second half of a sentence about the stage that cannot be told.</summary>
    internal static string Explain(InvocationContext context, string stage, ContextParts parts)
    {
        var largest = "";
        var largestBytes = 0;
        foreach (var notes in context.Notes.Stages)
        {
            var bytes = 0;
            foreach (var (name, value) in notes.Attributes)
                bytes += name.Length + value.Length;
            if (bytes <= largestBytes)
                continue;
            largest = $"the attributes that stage \"{notes.Stage}\" noted";
            largestBytes = bytes;
        }

        if (context.Notes.Find(stage)?.State is { } state && state.Length > largestBytes)
            (largest, largestBytes) = ("its own state", state.Length);
        if ((parts & ContextParts.Http) != 0 && context.Facts is { } facts)
        {
            var http = new ArrayBufferWriter<byte>();
            facts.WriteHttp(http);
            if (http.WrittenCount > largestBytes)
                return string.Create(CultureInfo.InvariantCulture, $"cannot be told the context: its part `http` has {http.WrittenCount} bytes, and a frame's header at most {FrameLimits.HeaderBytes}: do not ask for it");
        }

        var share = largestBytes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; the largest part is {largest}, {largestBytes} bytes: note less");
        return string.Create(CultureInfo.InvariantCulture, $"cannot be told the context: it does not fit into the {FrameLimits.HeaderBytes} bytes of a frame's header{share}");
    }
}

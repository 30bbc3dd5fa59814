using System.Buffers;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>Text of a form (<c>application/x-www-form-urlencoded</c>).</summary>
internal static class FormText
{
    /// <summary>Appends what a value stands for.</summary>
    internal static void Append(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var text = output.GetSpan(value.Length)[..value.Length];
        value.Replace(text, (byte)'+', (byte)' ');
        output.Advance(UriText.Unescape(text));
    }
}

using System.Buffers;
using Sor.Events.CloudEvents.Sources;

namespace Sor.Events.CloudEvents.Webhooks;

/// <summary>Text of a form (<c>application/x-www-form-urlencoded</c>).</summary>
internal static class FormText
{
    /// <summary>Appends what a value stands for. A percent sign without two digits behind it stays.</summary>
    internal static void Append(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var text = output.GetSpan(value.Length);
        var length = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && value.Length - i > 2 && UriText.HexDigits.Contains(value[i + 1]) && UriText.HexDigits.Contains(value[i + 2]))
            {
                text[length++] = (byte)((Digit(value[i + 1]) << 4) | Digit(value[i + 2]));
                i += 2;
            }
            else
            {
                text[length++] = value[i] == '+' ? (byte)' ' : value[i];
            }
        }

        output.Advance(length);
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;
}

using System.Globalization;

namespace Sor.Events.Samples.Rendering;

/// <summary>Ids that look like a provider's, the same ones for the same seed on every machine and of every version (SplitMix64).</summary>
internal sealed class SampleRandom(ulong seed)
{
    private const string Hex = "0123456789abcdef";
    private const string Digits = "0123456789";
    private const string Letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private ulong _state = seed;

    internal string Next(string what, int length) => what switch
    {
        "uuid" => NextUuid(),
        "hex" => NextOf(Hex, length),
        "digits" => NextOf(Digits[1..], 1) + NextOf(Digits, length - 1),
        "letters" => NextOf(Letters[..26], 1) + NextOf(Letters, length - 1),
        "upper" => NextOf(Upper[..26], 1) + NextOf(Upper, length - 1),
        "base64" => NextBase64(length),
        _ => throw new InvalidOperationException($"a template asks for '{what}', which cannot be made"),
    };

    private string NextUuid() => string.Create(
        CultureInfo.InvariantCulture, $"{NextOf(Hex, 8)}-{NextOf(Hex, 4)}-4{NextOf(Hex, 3)}-{NextOf("89ab", 1)}{NextOf(Hex, 3)}-{NextOf(Hex, 12)}");

    private string NextBase64(int bytes)
    {
        var content = new byte[bytes];
        for (var i = 0; i < bytes; i++)
            content[i] = (byte)NextNumber();
        return Convert.ToBase64String(content);
    }

    private string NextOf(string alphabet, int length)
    {
        var text = new char[length];
        for (var i = 0; i < length; i++)
            text[i] = alphabet[(int)(NextNumber() % (ulong)alphabet.Length)];
        return new string(text);
    }

    private ulong NextNumber()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (mixed ^ (mixed >> 31)) >> 8;
    }
}

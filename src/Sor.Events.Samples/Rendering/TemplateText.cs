using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sor.Events.Samples.Rendering;

/// <summary>Fills in a template's text: <c>${name|function|function}</c> is a value that went through functions, <c>${!what}</c> one that is made.</summary>
internal static class TemplateText
{
    internal static SampleValue Expand(string text, TemplateScope scope)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return new SampleValue(Encoding.UTF8.GetBytes(text), null, IsJson: false);
        if (text.StartsWith("${", StringComparison.Ordinal) && text.IndexOf('}', StringComparison.Ordinal) == text.Length - 1)
            return Evaluate(text[2..^1], scope);
        var output = new ArrayBufferWriter<byte>();
        for (var at = 0; at < text.Length;)
        {
            var start = text.IndexOf("${", at, StringComparison.Ordinal);
            output.Write(Encoding.UTF8.GetBytes(start < 0 ? text[at..] : text[at..start]));
            if (start < 0)
                break;
            var end = text.IndexOf('}', start);
            var value = Evaluate(text[(start + 2)..end], scope);
            output.Write(Encoding.UTF8.GetBytes(value.ToText()));
            at = end + 1;
        }

        return new SampleValue(output.WrittenSpan.ToArray(), null, IsJson: false);
    }

    private static SampleValue Evaluate(string expression, TemplateScope scope)
    {
        var steps = expression.Split('|');
        var made = steps[0].StartsWith('!');
        var value = new SampleValue(made ? scope.Make(steps[0][1..]) : scope.Value(steps[0]), made ? null : steps[0], IsJson: false);
        foreach (var function in steps.AsSpan(1))
            value = SampleFunctions.Apply(function, value, scope);
        return value;
    }
}

/// <summary>A value on its way into the event.</summary>
/// <param name="Bytes">Its content: a text in UTF-8, JSON, or any bytes.</param>
/// <param name="Parameter">The parameter that it came from, for messages.</param>
/// <param name="IsJson">Whether it is written as JSON, not as a string.</param>
internal readonly record struct SampleValue(byte[] Bytes, string? Parameter, bool IsJson)
{
    internal string ToText()
    {
        try
        {
            return SampleFormat.StrictUtf8.GetString(Bytes);
        }
        catch (DecoderFallbackException)
        {
            throw new SampleException($"'{Parameter}' is not text in UTF-8, and this sample carries it as text", "give text, or take a sample that carries bytes in base64");
        }
    }

    internal void WriteTo(Utf8JsonWriter json)
    {
        if (!IsJson)
        {
            json.WriteStringValue(ToText());
            return;
        }

        using var value = JsonDocument.Parse(Bytes);
        value.RootElement.WriteTo(json);
    }
}

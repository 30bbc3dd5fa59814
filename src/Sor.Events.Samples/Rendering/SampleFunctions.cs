using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sor.Events.Samples.Rendering;

/// <summary>What a template can do with a value before it is written.</summary>
internal static class SampleFunctions
{
    internal static SampleValue Apply(string function, SampleValue value, TemplateScope scope)
    {
        var words = function.Split(' ');
        return words[0] switch
        {
            "json" => value with { Bytes = CheckJson(value), IsJson = true },
            "number" => value with { Bytes = CheckNumber(value), IsJson = true },
            "bytes" => value with { Bytes = SignedBytes(value.Bytes), IsJson = true },
            "single" => value with { Bytes = SampleQuery.Single(value, isEncoded: words.Length > 1) },
            "multi" => value with { Bytes = SampleQuery.Multi(value, isEncoded: words.Length > 1) },
            "joined" => value with { Bytes = SampleQuery.Joined(value) },
            "query" => value with { Bytes = SampleQuery.Join(value) },
            "quoted" => Text($"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(value.ToText())}\""),
            "stamped" => value with { Bytes = scope.Stamped(value.Bytes) },
            "base64" => Text(Convert.ToBase64String(value.Bytes)),
            "gzip" => value with { Bytes = Gzip(value.Bytes) },
            "kpl" => value with { Bytes = KplAggregate.Of(scope.Value(words[1]), value.Bytes) },
            "md5" => Text(Convert.ToHexStringLower(Md5(value.Bytes))),
            "md5-attribute" => Text(Convert.ToHexStringLower(Md5(MessageAttribute(words[1], value.Bytes)))),
            "sha256" => Text(Convert.ToHexStringLower(SHA256.HashData(value.Bytes))),
            "hmac" => Text(Convert.ToHexStringLower(HMACSHA256.HashData(scope.Value(words[1]), value.Bytes))),
            "length" => Text(SampleFormat.Number(value.Bytes.Length)),
            "plus-index" => Text((Integer(value) + scope.Index).ToString(CultureInfo.InvariantCulture)),
            "upper" => Text(value.ToText().ToUpperInvariant()),
            "stage-path" => Text(value.ToText() is var stage && stage == "$default" ? "" : $"/{stage}"),
            "slash" => Text(WithSlash(value.ToText())),
            "path" => Text(SamplePath.Encode(WithSlash(value.ToText()))),
            "form" => Text(SamplePath.EncodeKey(value.ToText())),
            _ => throw new InvalidOperationException($"a template calls '{function}', which is no function"),
        };

        SampleValue Text(string text) => value with { Bytes = Encoding.UTF8.GetBytes(text) };
    }

    private static string WithSlash(string text) => text.StartsWith('/') ? text : $"/{text}";

    private static byte[] CheckJson(SampleValue value)
    {
        try
        {
            using var json = JsonDocument.Parse(value.Bytes);
            using var scratch = new Utf8JsonWriter(Stream.Null);
            json.RootElement.WriteTo(scratch);
            return value.Bytes;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            throw new SampleException($"'{value.Parameter}' is not JSON: {value.ToText()}", "give a JSON value; a text stands in double quotes");
        }
    }

    private static byte[] CheckNumber(SampleValue value)
    {
        if (Utf8JsonNumber(value.Bytes))
            return value.Bytes;
        throw new SampleException($"'{value.Parameter}' is no number: {value.ToText()}", "give a number as JSON has it");
    }

    private static bool Utf8JsonNumber(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static BigInteger Integer(SampleValue value) => BigInteger.TryParse(value.ToText(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new SampleException($"'{value.Parameter}' is no whole number: {value.ToText()}", "give digits");

    /// <summary>As Java writes bytes: from -128 to 127.</summary>
    private static byte[] SignedBytes(byte[] bytes) => Encoding.UTF8.GetBytes($"[{string.Join(',', bytes.Select(static value => SampleFormat.Number((sbyte)value)))}]");

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return output.ToArray();
    }

    // What SQS signs a message attribute of type String with: lengths and texts, 1 for a string value.
    private static byte[] MessageAttribute(string name, byte[] value)
    {
        using var output = new MemoryStream();
        Write(Encoding.UTF8.GetBytes(name));
        Write("String"u8.ToArray());
        output.WriteByte(1);
        Write(value);
        return output.ToArray();

        void Write(byte[] part)
        {
            Span<byte> length = stackalloc byte[4];
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(length, part.Length);
            output.Write(length);
            output.Write(part);
        }
    }

    // CA5351: nothing is protected by it. Real events of SQS have the MD5 of their body and attributes (md5OfBody), which clients compare.
#pragma warning disable CA5351
    internal static byte[] Md5(byte[] bytes) => MD5.HashData(bytes);
#pragma warning restore CA5351
}

using System.Buffers;
using System.Buffers.Text;
using Sor.Events.CloudEvents.Sources;
using Sor.Events.Json;

namespace Sor.Events.CloudEvents.Formats;

/// <summary>A message as JSON: <c>headers</c> (a list of [name, value], or an object), <c>body</c>, <c>bodyEncoding</c> (<c>utf8</c> or <c>base64</c>).</summary>
public static class HttpMessageJson
{
    /// <summary>Whether a value is a message, not a CloudEvent.</summary>
    public static bool IsMessage(JsonValue value) => value.IsObject && !value.Get("headers"u8).IsMissing && value.Get("specversion"u8).IsMissing;

    /// <summary>Reads a message.</summary>
    /// <param name="value">The message.</param>
    /// <param name="target">Takes it.</param>
    /// <param name="body">Takes its body.</param>
    /// <exception cref="EventFormatException">It is none.</exception>
    public static void Read(JsonValue value, HttpMessage target, ArrayBufferWriter<byte> body)
    {
        target.Clear();
        if (!value.IsObject)
            throw value.Error("is no message: that is an object with headers and a body");
        var headers = value.Get("headers"u8);
        if (!headers.IsArray && !headers.IsObject)
            throw (headers.Raw.IsEmpty ? value : headers).Error("has no headers: they are a list of [name, value], or an object");
        foreach (var pair in headers.Elements())
            AddPair(target, pair);
        foreach (var member in headers.Members())
            AddMember(target, member.Name, member.Value);
        body.ResetWrittenCount();
        ReadBody(value, target, body);
    }

    /// <summary>Writes a message.</summary>
    public static void Write(HttpMessage source, IBufferWriter<byte> output)
    {
        output.Write("{\"headers\":["u8);
        for (var i = 0; i < source.Count; i++)
        {
            output.Write(i == 0 ? "["u8 : ",["u8);
            JsonText.Write(output, source.Name(i));
            output.Write(","u8);
            JsonText.Write(output, source.Value(i));
            output.Write("]"u8);
        }

        output.Write("],\"body\":"u8);
        var body = source.Body.Span;
        if (source.IsText)
        {
            JsonText.Write(output, body);
            output.Write(",\"bodyEncoding\":\"utf8\"}"u8);
            return;
        }

        output.Write("\""u8);
        _ = Base64.EncodeToUtf8(body, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(body.Length)), out _, out var written);
        output.Advance(written);
        output.Write("\",\"bodyEncoding\":\"base64\"}"u8);
    }

    private static void AddPair(HttpMessage target, JsonValue pair)
    {
        JsonValue name = default, value = default;
        var count = 0;
        foreach (var part in pair.Elements())
        {
            if (count++ == 0)
                name = part;
            else
                value = part;
        }

        if (count != 2 || !name.IsString)
            throw pair.Error("is no header: that is [name, value]");
        AddMember(target, name, value);
    }

    private static void AddMember(HttpMessage target, JsonValue name, JsonValue value)
    {
        if (value.IsMissing)
            return;
        if (value.IsArray)
        {
            foreach (var element in value.Elements())
                AddText(target, name, element);
        }
        else
        {
            AddText(target, name, value);
        }
    }

    private static void AddText(HttpMessage target, JsonValue name, JsonValue value)
    {
        if (!value.IsString)
            throw value.Error("is no value of a header: that is a string");
        var text = value.Utf8();
        if (text.ContainsAny("\r\n\0"u8))
            throw value.Error("is no value of a header: it has a carriage return, a line feed or a NUL in it");
        target.Add(name.Utf8(), text);
    }

    private static void ReadBody(JsonValue message, HttpMessage target, ArrayBufferWriter<byte> content)
    {
        var body = message.Get("body"u8);
        var encoding = message.Get("bodyEncoding"u8);
        var isBase64 = encoding.Is("base64"u8);
        if (!isBase64 && !encoding.IsMissing && !encoding.Is("utf8"u8))
            throw encoding.Error("is neither \"utf8\" nor \"base64\"");
        if (body.IsMissing)
            return;
        if (body.IsString)
            body.AppendTo(content);
        else if (isBase64)
            throw body.Error("is no string");
        else
            content.Write(body.Raw);
        target.Body = content.WrittenMemory;
        if (!isBase64)
            return;
        if (!Base64Bytes.TryDecode(content, out var bytes))
            throw body.Error("is not base64");
        target.Body = bytes;
    }
}

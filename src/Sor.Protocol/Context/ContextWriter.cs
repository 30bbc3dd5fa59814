using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Sor.Protocol;

/// <summary>
/// Writes the context that stages see (<c>spec/context.md</c>). What all stages of an invocation share is written once and kept.
/// </summary>
public static class ContextWriter
{
    /// <summary>The complete context of an executable, which has no other way to learn of what type its input is.</summary>
    public static void WriteComplete(IBufferWriter<byte> output, InvocationContext context, string stage, ContextParts parts, FunctionIdentity function, string contentType, long? remainingMs)
    {
        output.Write("{"u8);
        WriteShared(output, context);
        output.Write(",\"function\":{"u8);
        var constants = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(constants, s_fragment))
        {
            json.WriteStartObject();
            function.WriteMembers(json);
            if (context.FunctionArn is not null)
                json.WriteString("arn"u8, context.FunctionArn);
            json.WriteEndObject();
        }

        output.Write(constants.WrittenSpan[1..]);
        output.Write(",\"contentType\":\""u8);
        output.Write(JsonEncodedText.Encode(contentType).EncodedUtf8Bytes);
        output.Write("\""u8);
        if (context.DeadlineUnixMs is { } deadline)
            WriteNumber(output, ",\"deadline\":"u8, deadline);
        if (remainingMs is { } remaining)
            WriteNumber(output, ",\"remainingMs\":"u8, remaining);
        WriteParts(output, context, parts);
        WriteNotes(output, context, stage);
        output.Write("}"u8);
    }

    /// <summary>The members that every stage sees alike, without braces; for frames, where the function's constants are known.</summary>
    internal static void WriteShared(IBufferWriter<byte> output, InvocationContext context)
    {
        context.SharedJson ??= MakeShared(context);
        output.Write(context.SharedJson.Value.Span);
    }

    /// <summary>The parts that a stage asks for, each with a leading comma; those that are unknown are left out.</summary>
    internal static void WriteParts(IBufferWriter<byte> output, InvocationContext context, ContextParts parts)
    {
        if (parts == ContextParts.None || context.Facts is not { } facts)
            return;
        if ((parts & ContextParts.Event) != 0)
            facts.WriteEvent(output);
        if ((parts & ContextParts.Http) != 0)
            facts.WriteHttp(output);
    }

    /// <summary>Attributes of all stages, and the state of this one, each with a leading comma.</summary>
    internal static void WriteNotes(IBufferWriter<byte> output, InvocationContext context, string stage)
    {
        var any = false;
        foreach (var notes in context.Notes.Stages)
        {
            if (notes.Attributes.Count == 0)
                continue;
            output.Write(any ? ","u8 : ",\"attributes\":{"u8);
            any = true;
            WriteName(output, notes.Stage);
            output.Write("{"u8);
            var first = true;
            foreach (var (name, value) in notes.Attributes)
            {
                if (!first)
                    output.Write(","u8);
                first = false;
                WriteName(output, name);
                output.Write(value);
            }

            output.Write("}"u8);
        }

        if (any)
            output.Write("}"u8);
        if (context.Notes.Find(stage)?.State is { } state)
        {
            output.Write(",\"state\":"u8);
            output.Write(state);
        }
    }

    private static readonly JsonWriterOptions s_fragment = new() { SkipValidation = true };

    private static ReadOnlyMemory<byte> MakeShared(InvocationContext context)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, s_fragment))
        {
            json.WriteStartObject();
            json.WriteString("requestId"u8, context.RequestId);
            if (context.InvocationId is not null)
                json.WriteString("invocationId"u8, context.InvocationId);
            json.WriteString("trigger"u8, context.Trigger);
            if (context.XRayTrace is not null)
            {
                json.WriteStartObject("trace"u8);
                json.WriteString("xray"u8, context.XRayTrace);
                json.WriteEndObject();
            }

            if (context.TenantId is not null)
                json.WriteString("tenantId"u8, context.TenantId);
            WriteRaw(json, "clientContext"u8, context.ClientContext);
            WriteRaw(json, "identity"u8, context.Identity);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory[1..^1];
    }

    private static void WriteRaw(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is null)
            return;
        json.WritePropertyName(name);
        json.WriteRawValue(text, skipInputValidation: true);
    }

    private static void WriteName(IBufferWriter<byte> output, string name)
    {
        output.Write("\""u8);
        output.Write(JsonEncodedText.Encode(name).EncodedUtf8Bytes);
        output.Write("\":"u8);
    }

    private static void WriteNumber(IBufferWriter<byte> output, ReadOnlySpan<byte> prefix, long value)
    {
        output.Write(prefix);
        var span = output.GetSpan(20);
        _ = value.TryFormat(span, out var written, default, CultureInfo.InvariantCulture);
        output.Advance(written);
    }
}

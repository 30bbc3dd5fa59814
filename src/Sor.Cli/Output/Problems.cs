using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sor.Configuration;
using Sor.DevServer.Reporting;

namespace Sor.Cli.Output;

/// <summary>Tells problems: to people on STDERR, to programs (<c>--json</c>) as one object on STDOUT.</summary>
internal static class Problems
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(CliContext context, bool json, params IReadOnlyList<Diagnostic> problems)
    {
        if (!json)
        {
            foreach (var problem in problems)
                context.Error.WriteLine($"sor: {problem}");
            return;
        }

        WriteJson(context, writer => WriteArray(writer, problems));
    }

    /// <summary>The member <c>problems</c>.</summary>
    public static void WriteArray(Utf8JsonWriter json, IReadOnlyList<Diagnostic> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
            DiagnosticJson.Write(json, problem);
        json.WriteEndArray();
    }

    /// <summary>One object on one line of STDOUT.</summary>
    public static void WriteJson(CliContext context, Action<Utf8JsonWriter> writeMembers)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            writeMembers(json);
            json.WriteEndObject();
        }

        context.Output.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}

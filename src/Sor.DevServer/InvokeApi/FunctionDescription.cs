using System.Buffers;
using System.Text.Json;
using Sor.DevServer.Functions;

namespace Sor.DevServer.InvokeApi;

/// <summary>What <c>GetFunction</c>, <c>GetFunctionConfiguration</c> and <c>ListFunctions</c> say: enough for tools and waiters.</summary>
internal static class FunctionDescription
{
    public static byte[] Configuration(FunctionSetup setup) => Write(json => WriteConfiguration(json, setup));

    public static byte[] Function(FunctionSetup setup) => Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("Configuration");
        WriteConfiguration(json, setup);
        json.WriteStartObject("Code");
        json.WriteEndObject();
        json.WriteStartObject("Tags");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static byte[] List(IEnumerable<FunctionSetup> setups) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("Functions");
        foreach (var setup in setups)
            WriteConfiguration(json, setup);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteConfiguration(Utf8JsonWriter json, FunctionSetup setup)
    {
        json.WriteStartObject();
        json.WriteString("FunctionName", setup.Options.Name);
        json.WriteString("FunctionArn", setup.Arn);
        json.WriteString("Runtime", "provided.al2023");
        json.WriteString("Role", $"arn:aws:iam::{FunctionIdentity.Account}:role/local");
        json.WriteString("Handler", setup.Options.Handler ?? "");
        json.WriteNumber("Timeout", (int)Math.Ceiling(setup.Options.Timeout.TotalSeconds));
        json.WriteNumber("MemorySize", setup.Options.MemoryMb);
        json.WriteString("Version", FunctionIdentity.Version);
        json.WriteString("PackageType", "Zip");
        json.WriteString("State", "Active");
        json.WriteString("LastUpdateStatus", "Successful");
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.WrittenSpan.ToArray();
    }
}

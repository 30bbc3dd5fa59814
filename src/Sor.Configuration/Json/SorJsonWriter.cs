using System.Buffers;
using System.Text.Json;

namespace Sor.Configuration;

/// <summary>
/// Writes <c>sor.json</c> in its one canonical form: keys in the order of the reference, variables in ordinal order, defaults left out,
/// two blanks of indentation, a line end at the end. Equal options give equal bytes; what <see cref="SorJsonReader"/> makes of them is equal to the options.
/// </summary>
public static class SorJsonWriter
{
    /// <param name="function">Validated options: <see cref="StageOptions.ConfigJson"/> is compact JSON, as the readers make it.</param>
    public static byte[] Write(FunctionOptions function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var buffer = new ArrayBufferWriter<byte>();
        var options = CompactJson.Options with { Indented = true, IndentSize = 2, NewLine = "\n" };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("version", SorJsonReader.Version);
            WriteFunction(function, writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteFunction(FunctionOptions function, Utf8JsonWriter writer)
    {
        var defaults = new FunctionOptions { Name = "", Runtime = "" };
        writer.WriteString("name", function.Name);
        writer.WriteString("runtime", function.Runtime);
        WriteText("handler", function.Handler, writer);
        WriteTexts("command", function.Command, writer);
        WriteText("interpreter", function.Interpreter, writer);
        WriteMilliseconds("timeoutMs", function.Timeout, defaults.Timeout, writer);
        WriteNumber("memoryMb", function.MemoryMb, defaults.MemoryMb, writer);
        WriteEnvironment(function.Environment, writer);
        if (function.Pipeline.Count > 0)
        {
            writer.WriteStartArray("pipeline");
            foreach (var stage in function.Pipeline)
            {
                WriteStage(stage, writer);
            }

            writer.WriteEndArray();
        }
    }

    private static void WriteStage(StageOptions stage, Utf8JsonWriter writer)
    {
        var defaults = new StageOptions { Name = StageReference.DefaultName(stage.Use), Use = stage.Use };
        writer.WriteStartObject();
        WriteText("name", stage.Name == defaults.Name ? null : stage.Name, writer);
        writer.WriteString("use", stage.Use);
        WriteText("kind", stage.Kind is { } kind ? StageKindNames.NameOf(kind) : null, writer);
        if (stage.Phases != defaults.Phases)
        {
            WriteTexts("phases", PhaseList.NamesOf(stage.Phases), writer);
        }

        if (stage.ConfigJson is not null)
        {
            writer.WritePropertyName("config");
            writer.WriteRawValue(stage.ConfigJson);
        }

        if (stage.Standby != defaults.Standby)
        {
            writer.WriteBoolean("standby", stage.Standby);
        }

        WriteMilliseconds("standbySettleMs", stage.StandbySettle, defaults.StandbySettle, writer);
        WriteNumber("standbyDepth", stage.StandbyDepth, defaults.StandbyDepth, writer);
        WriteNumber("outputLimitBytes", stage.OutputLimitBytes, defaults.OutputLimitBytes, writer);
        StageJson.WritePolicies(stage, defaults, writer);
        writer.WriteEndObject();
    }

    private static void WriteEnvironment(IReadOnlyDictionary<string, string> environment, Utf8JsonWriter writer)
    {
        if (environment.Count == 0)
        {
            return;
        }

        writer.WriteStartObject("environment");
        var names = new List<string>(environment.Keys);
        names.Sort(StringComparer.Ordinal);
        foreach (var name in names)
        {
            writer.WriteString(name, environment[name]);
        }

        writer.WriteEndObject();
    }

    private static void WriteText(string key, string? value, Utf8JsonWriter writer)
    {
        if (value is not null)
        {
            writer.WriteString(key, value);
        }
    }

    private static void WriteTexts(string key, IReadOnlyList<string> values, Utf8JsonWriter writer)
    {
        if (values.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (var value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    private static void WriteMilliseconds(string key, TimeSpan value, TimeSpan defaultValue, Utf8JsonWriter writer)
    {
        if (value != defaultValue)
        {
            writer.WriteNumber(key, (long)value.TotalMilliseconds);
        }
    }

    private static void WriteNumber(string key, int value, int defaultValue, Utf8JsonWriter writer)
    {
        if (value != defaultValue)
        {
            writer.WriteNumber(key, value);
        }
    }
}

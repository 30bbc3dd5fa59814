using System.Text.Json;

namespace Sor.Protocol;

/// <summary>The first frame on a channel: everything that does not change while it lives.</summary>
public sealed record HelloFrame
{
    public required IReadOnlyList<HelloStage> Stages { get; init; }

    public required FunctionIdentity Function { get; init; }

    /// <summary>Largest body that the host takes; <see cref="FrameLimits.PayloadBytes"/> unless a stage may put out more.</summary>
    public int PayloadBytes { get; init; } = FrameLimits.PayloadBytes;

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "hello"u8);
        json.WriteStartArray("versions"u8);
        json.WriteNumberValue(1);
        json.WriteEndArray();
        json.WriteStartArray("stages"u8);
        foreach (var stage in Stages)
            stage.Write(json);
        json.WriteEndArray();
        json.WriteStartObject("function"u8);
        Function.WriteMembers(json);
        json.WriteEndObject();
        json.WriteStartObject("limits"u8);
        json.WriteNumber("headerBytes"u8, FrameLimits.HeaderBytes);
        json.WriteNumber("payloadBytes"u8, PayloadBytes);
        json.WriteEndObject();
        json.WriteStartArray("features"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>A stage that the worker hosts.</summary>
/// <param name="Name">Its name in the pipeline.</param>
/// <param name="Phases">The phases it will be asked for.</param>
/// <param name="ConfigJson">Its configuration, JSON text; null: none.</param>
public sealed record HelloStage(string Name, Phase Phases, string? ConfigJson)
{
    /// <summary>Further members for workers that need more than a configuration: names with the JSON text of their values.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Members { get; init; } = [];

    private static readonly Phase[] s_all = [Phase.Before, Phase.After, Phase.Error, Phase.Handle];

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, Name);
        json.WriteStartArray("phases"u8);
        foreach (var phase in s_all)
        {
            if ((Phases & phase) != 0)
                json.WriteStringValue(PhaseNames.NameOf(phase));
        }

        json.WriteEndArray();
        if (ConfigJson is not null)
        {
            json.WritePropertyName("config"u8);
            json.WriteRawValue(ConfigJson);
        }

        foreach (var (name, value) in Members)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }

        json.WriteEndObject();
    }
}

using System.Text.Json;

namespace Sor.Middleware.Frames;

/// <summary>The stages that a <c>hello</c> names.</summary>
internal static class HelloStages
{
    internal const string NameVariable = "SOR_STAGE";
    internal const string ConfigVariable = "SOR_STAGE_CONFIG";

    /// <summary>Names and configurations, copied out of the frame. Without any, the one stage that the environment names.</summary>
    internal static List<Stage> Of(HostFrame hello)
    {
        var function = new FunctionFacts(hello.At(hello.FunctionPlace).Span);
        var stages = new List<Stage>();
        ReadOnlyMemory<byte> list = hello.At(hello.StagesPlace).ToArray();
        if (!list.IsEmpty)
        {
            var reader = new Utf8JsonReader(list.Span);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            {
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    stages.Add(Read(ref reader, list, function));
            }
        }

        if (stages.Count == 0)
            stages.Add(OfEnvironment(Environment.GetEnvironmentVariable(NameVariable) ?? "", function));
        return stages;
    }

    /// <summary>The stage that the environment describes.</summary>
    internal static Stage OfEnvironment(string name, FunctionFacts function) =>
        new(name, System.Text.Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable(ConfigVariable) ?? ""), function);

    private static Stage Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> list, FunctionFacts function)
    {
        var name = "";
        ReadOnlyMemory<byte> config = default;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new ChannelBrokenException("a stage of hello is not an object");
        var stageStart = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = reader.ValueTextEquals("name"u8);
            var isConfig = reader.ValueTextEquals("config"u8);
            _ = reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (isName && reader.TokenType == JsonTokenType.String)
                name = reader.GetString()!;
            var isNull = reader.TokenType == JsonTokenType.Null;
            reader.Skip();
            if (isConfig && !isNull)
                config = list[start..(int)reader.BytesConsumed];
        }

        return new Stage(name, config, function, list[stageStart..(int)reader.BytesConsumed]);
    }
}

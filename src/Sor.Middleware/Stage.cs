using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sor.Middleware.Text;

namespace Sor.Middleware;

/// <summary>One stage that the program hosts: what does not change from event to event.</summary>
public sealed class Stage
{
    private static readonly byte[] s_empty = "{}"u8.ToArray();
    private (object Type, object Value)? _config;

    private readonly ReadOnlyMemory<byte> _hello;

    internal Stage(string name, ReadOnlyMemory<byte> configJson, FunctionFacts function, ReadOnlyMemory<byte> hello = default)
    {
        _hello = hello;
        Name = name;
        ConfigJson = configJson.IsEmpty ? s_empty : configJson;
        Function = function;
    }

    /// <summary>Its name in the pipeline.</summary>
    public string Name { get; }

    /// <summary>Its <c>config</c> in the function's configuration, JSON; <c>{}</c> without one.</summary>
    public ReadOnlyMemory<byte> ConfigJson { get; }

    /// <summary>The function that the stage belongs to, as far as known.</summary>
    public FunctionFacts Function { get; internal set; }

    /// <summary>Any member of what the host's <c>hello</c> said of the stage, JSON; empty if it is not there.</summary>
    public ReadOnlyMemory<byte> Member(ReadOnlySpan<byte> name) => JsonMembers.Of(_hello, name);

    /// <summary>Functions by <see cref="Phase"/>; null: the payload stays as it is.</summary>
    internal Func<Call, ValueTask<Outcome>>?[] Functions { get; } = new Func<Call, ValueTask<Outcome>>?[PhaseNames.Count];

    /// <summary>Its configuration as a value, read once. May be called concurrently.</summary>
    /// <exception cref="FailureException"><c>Runtime.InvalidConfiguration</c>: the JSON is no <typeparamref name="T"/>.</exception>
    public T Config<T>(JsonTypeInfo<T> type)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(type);
        if (_config is { } known && ReferenceEquals(known.Type, type))
            return (T)known.Value;
        try
        {
            var value = JsonSerializer.Deserialize(ConfigJson.Span, type)!;
            _config = (type, value);
            return value;
        }
        catch (JsonException problem)
        {
            throw new FailureException("Runtime.InvalidConfiguration", $"the config of stage \"{Name}\" is not what it must be: {problem.Message}", retry: false);
        }
    }
}

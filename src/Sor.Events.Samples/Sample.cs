using System.Text.Json;

namespace Sor.Events.Samples;

/// <summary>An event that can be made: its name and its parameters.</summary>
public sealed class Sample
{
    private readonly JsonElement _template;

    internal Sample(string name, JsonElement template)
    {
        _template = template;
        Name = name;
        Kind = template.GetProperty("kind").GetString()!;
        Summary = template.GetProperty("summary").GetString()!;
        BodyParameter = template.TryGetProperty("body", out var body) ? body.GetString() : null;
        if (template.TryGetProperty("parameters", out var parameters))
            Parameters = [.. parameters.EnumerateObject().Select(static member => new SampleParameter(member.Name, member.Value.GetString()!))];
        IsBatch = HasRepeat(template);
    }

    /// <summary>Two words, the service and its event: <c>sqs receive-message</c>.</summary>
    public string Name { get; }

    /// <summary>Name of the kind of event that it is.</summary>
    public string Kind { get; }

    /// <summary>What it is, in a few words.</summary>
    public string Summary { get; }

    /// <summary>What can be set, with the defaults.</summary>
    public IReadOnlyList<SampleParameter> Parameters { get; } = [];

    /// <summary>The parameter that has the payload; null when it has none.</summary>
    public string? BodyParameter { get; }

    /// <summary>Whether it can have more than one record.</summary>
    public bool IsBatch { get; }

    /// <summary>Makes the event: indented JSON in UTF-8, with a line feed at its end.</summary>
    /// <exception cref="SampleException">A parameter is unknown or has a value that cannot stand there, or a number of records is asked for that cannot be.</exception>
    public byte[] Create(SampleRequest request)
    {
        foreach (var name in request.Values.Keys)
        {
            if (!Parameters.Any(parameter => parameter.Name == name))
                throw new SampleException($"{Name} has no parameter '{name}'", Parameters.Count == 0 ? "it has none at all" : $"it has {string.Join(", ", Parameters.Select(static parameter => parameter.Name))}");
        }

        if (request.Count is < 1 or > SampleRequest.MaxCount)
            throw new SampleException($"{request.Count} records cannot be made", $"give a number from 1 to {SampleRequest.MaxCount}");
        if (request.Count > 1 && !IsBatch)
            throw new SampleException($"{Name} is one event, not a batch", "leave the number out");
        return new Rendering.TemplateWriter(_template, this, request).Write();
    }

    private static bool HasRepeat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.TryGetProperty(Rendering.TemplateWriter.Repeat, out _) || value.EnumerateObject().Any(static member => HasRepeat(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasRepeat),
        _ => false,
    };
}

/// <summary>What can be set about a sample.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Default">Its value when none is given.</param>
public sealed record SampleParameter(string Name, string Default);

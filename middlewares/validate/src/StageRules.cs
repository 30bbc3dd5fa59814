using System.Runtime.InteropServices;
using System.Text.Json;
using Sor.JsonSchema;
using Sor.JsonSchema.Patterns;
using Sor.Middleware;

namespace Validate;

/// <summary>What one stage checks.</summary>
internal sealed class StageRules
{
    private const string InvalidConfiguration = "Runtime.InvalidConfiguration";

    // As many as one reads; the first ones mostly explain the others.
    private const int ErrorCount = 20;

    private StageRules(Settings settings)
    {
        Event = Rule("event", settings.Event, settings.EventFile, settings.Formats) is { } events ? new Rule(events, "event", "Validation.EventInvalid") : null;
        Response = Rule("response", settings.Response, settings.ResponseFile, settings.Formats) is { } responses ? new Rule(responses, "response", "Validation.ResponseInvalid") : null;
        if (Event is null && Response is null)
            throw new FailureException(InvalidConfiguration, "config needs a schema: one of event, eventFile, response, responseFile");
    }

    /// <summary>Null: events are not checked.</summary>
    internal Rule? Event { get; }

    /// <summary>Null: responses are not checked.</summary>
    internal Rule? Response { get; }

    /// <exception cref="FailureException">The configuration or a schema is wrong; the message names the key and the place in the schema.</exception>
    internal static StageRules Read(Stage stage) => new(stage.Config(SettingsJson.Default.Settings));

    private static JsonSchema? Rule(string key, JsonElement? inline, string? file, bool checksFormats)
    {
        if (inline is not null && file is not null)
            throw new FailureException(InvalidConfiguration, $"config has {key} and {key}File: keep one of them");
        if (file is not null)
            return Compile($"config.{key}File ({file})", ReadFile($"config.{key}File", file), checksFormats);
        return inline is { } schema ? Compile($"config.{key}", JsonMarshal.GetRawUtf8Value(schema).ToArray(), checksFormats) : null;
    }

    private static byte[] ReadFile(string key, string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new FailureException(InvalidConfiguration, $"{key}: {Path.Combine(Environment.CurrentDirectory, file)} cannot be read: {problem.GetType().Name}");
        }
    }

    private static JsonSchema Compile(string place, byte[] schema, bool checksFormats)
    {
        var options = new SchemaOptions { Patterns = RegexPatterns.Instance, Formats = checksFormats ? FormatChecker.Instance : null, ErrorCount = ErrorCount };
        var result = JsonSchema.Compile(schema, options);
        return result.Schema ?? throw new FailureException(InvalidConfiguration, $"{place} is no schema that can be used: {string.Join("; ", result.Problems)}");
    }
}

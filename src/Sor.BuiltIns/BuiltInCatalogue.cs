using System.Text.Json;
using Sor.Configuration;

namespace Sor.BuiltIns;

/// <summary>The built-in middlewares by name.</summary>
public static class BuiltInCatalogue
{
    /// <summary>Their names, as a pipeline uses them.</summary>
    public static IReadOnlyList<string> Names { get; } = [CloudEvents, CorrelationIdProgram.CatalogueName, HttpBoundaryProgram.CatalogueName, LogProgram.CatalogueName, WarmUpProgram.CatalogueName];

    /// <summary>The boundary of CloudEvents: it runs the stages inside of it itself, which a program of phases cannot. See <see cref="MakeBoundary"/>.</summary>
    public const string CloudEvents = "cloudevents";

    /// <summary>Makes the program of a stage.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="stageName">Name of the stage in its pipeline.</param>
    /// <param name="phases">Phases that the stage takes part in; <see cref="Phase.None"/>: all that the middleware has. Others are left out.</param>
    /// <param name="configJson">The stage's configuration, a JSON object; null or empty: none.</param>
    /// <param name="host">What it may use.</param>
    /// <param name="program">The program; null when there is a problem.</param>
    /// <param name="problem">What is wrong, with the key of the configuration that it is in; null when there is a program.</param>
    public static bool TryMake(
        string name, string stageName, Phase phases, string? configJson, BuiltInHost host, out IPhaseProgram? program, out string? problem)
    {
        program = Configured(configJson, utf8 => name switch
        {
            LogProgram.CatalogueName => new LogProgram(stageName, phases, LogOptions.Read(utf8), host),
            CorrelationIdProgram.CatalogueName => new CorrelationIdProgram(stageName, phases, CorrelationIdOptions.Read(utf8), host),
            HttpBoundaryProgram.CatalogueName => new HttpBoundaryProgram(stageName, phases, HttpBoundaryOptions.Read(utf8)),
            WarmUpProgram.CatalogueName => (IPhaseProgram)new WarmUpProgram(stageName, phases, WarmUpOptions.Read(utf8)),
            _ => throw new ConfigProblemException($"there is no built-in middleware {Display.Quote(name)}; there are {string.Join(", ", Names)}"),
        }, out problem);
        return program is not null;
    }

    /// <summary>Makes the boundary <see cref="CloudEvents"/>, a stage that runs the stages inside of it itself; null when there is a problem.</summary>
    /// <inheritdoc cref="TryMake"/>
    public static IStage? MakeBoundary(string stageName, string? configJson, BuiltInHost host, out string? problem) =>
        Configured(configJson, CloudEventsBoundaryOptions.Read, out problem) is { } options ? new CloudEventsBoundary(stageName, options, host) : null;

    private delegate T Read<T>(ReadOnlySpan<byte> configuration);

    /// <summary>What a configuration is read to make; null, and the problem, where it cannot be read.</summary>
    private static T? Configured<T>(string? configJson, Read<T> read, out string? problem)
        where T : class
    {
        problem = null;
        try
        {
            return read(System.Text.Encoding.UTF8.GetBytes(string.IsNullOrEmpty(configJson) ? "{}" : configJson));
        }
        catch (ConfigProblemException exception)
        {
            problem = exception.Message;
        }
        catch (JsonException)
        {
            problem = "config: not valid JSON";
        }
        catch (InvalidOperationException)
        {
            problem = "config: holds half of a surrogate pair, which is no text";
        }

        return null;
    }
}

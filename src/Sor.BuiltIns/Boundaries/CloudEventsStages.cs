namespace Sor.BuiltIns;

/// <summary>Makes a stage that runs the stages inside of it itself.</summary>
/// <param name="stageName">Name of the stage in its pipeline.</param>
/// <param name="configJson">The stage's configuration, a JSON object; null or empty: none.</param>
/// <param name="host">What it may use.</param>
/// <param name="problem">What is wrong, with the key of the configuration that it is in; null when there is a stage.</param>
public delegate IStage? MakeStage(string stageName, string? configJson, BuiltInHost host, out string? problem);

/// <summary>
/// The boundary <c>cloudevents</c>. Apart from the <see cref="BuiltInCatalogue"/>, so that an executable has its code only if it asks for it.
/// </summary>
public static class CloudEventsStages
{
    /// <inheritdoc cref="MakeStage"/>
    public static IStage? Make(string stageName, string? configJson, BuiltInHost host, out string? problem) =>
        BuiltInCatalogue.Configured(configJson, CloudEventsBoundaryOptions.Read, out problem) is { } options ? new CloudEventsBoundary(stageName, options, host) : null;
}

using System.Globalization;
using Sor.BuiltIns;
using Sor.Configuration;
using Sor.Native;

namespace Sor.Bootstrap;

/// <summary>
/// The executable with the sources of CloudEvents, which would make <c>bootstrap</c> larger than a start of every function should pay for
/// (docs/decisions/0015-a-second-executable-for-cloudevents.md).
/// </summary>
internal static class CloudEventsExecutable
{
    private const string Name = "bootstrap-cloudevents";

    // The engine's own records, and the platform's log.
    private static readonly string[] s_descriptorVariables = ["SOR_EVENTS_FD", "_LAMBDA_TELEMETRY_LOG_FD"];

    internal static bool IsNeeded(List<StagePlan> plans)
    {
        foreach (var plan in plans)
        {
            if (Has(plan))
                return true;
        }

        return false;
    }

    /// <summary>Whether a stage is the boundary, and no executable of the same name.</summary>
    internal static bool Has(StagePlan plan) => plan.Stage is { Kind: StageKind.BuiltIn, Use: BuiltInCatalogue.CloudEvents };

    /// <summary>Becomes that program. Comes back only when it cannot, with the reason.</summary>
    /// <param name="environment">Names the descriptors that the platform gave.</param>
    internal static string Become(ProcessEnvironment environment)
    {
        foreach (var name in s_descriptorVariables)
        {
            if (int.TryParse(environment[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 2)
                ProcessImage.Keep(new Descriptor(number));
        }

        string[] places = [$"/opt/sor/{Name}", Path.Combine(AppContext.BaseDirectory, Name)];
        foreach (var path in places)
        {
            if (!File.Exists(path))
                continue;
            var error = ProcessImage.Replace(path);
            return $"middleware \"{BuiltInCatalogue.CloudEvents}\": {path} cannot be executed: {ErrorNumber.Describe(error)}";
        }

        return $"middleware \"{BuiltInCatalogue.CloudEvents}\" needs the executable {Name}, which is neither {places[0]} nor {places[1]}: build the layer with `sor build`, or put it there";
    }
}

using System.Text.Json;
using Sor.Configuration;
using Sor.Packaging;

namespace Sor.Cli.Output;

/// <summary>Shows what the packages of a pipeline ask for, and which of the variables are not granted.</summary>
internal static class PackageRequests
{
    /// <summary>One line for each stage whose package asks for something.</summary>
    public static void Write(CliContext context, IEnumerable<UsedPackage> packages)
    {
        foreach (var package in packages.Where(static package => !package.Manifest.Requests.IsEmpty))
            context.Output.WriteLine(Describe(package));
    }

    /// <summary>The member <c>requests</c>: one object for each stage whose package asks for something.</summary>
    public static void WriteArray(Utf8JsonWriter json, IEnumerable<UsedPackage> packages)
    {
        json.WriteStartArray("requests");
        foreach (var package in packages.Where(static package => !package.Manifest.Requests.IsEmpty))
        {
            json.WriteStartObject();
            json.WriteString("stage", package.Stage.Options.Name);
            json.WriteString("package", package.Manifest.Name);
            json.WriteString("version", package.Manifest.Version);
            foreach (var (key, values) in Lists(package.Manifest.Requests))
                WriteTexts(json, key, values);
            json.WriteBoolean("credentials", package.Manifest.Requests.Credentials);
            WriteTexts(json, "notGranted", package.Stage.UngrantedVariables);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Describe(UsedPackage package)
    {
        var requests = package.Manifest.Requests;
        var parts = Lists(requests).Where(static list => list.Values.Count > 0).Select(static list => $"{list.Key} {string.Join(", ", list.Values)}");
        var all = string.Join("; ", requests.Credentials ? parts.Append("credentials") : parts);
        var missing = package.Stage.UngrantedVariables.Count == 0 ? "" : $" (not granted: {string.Join(", ", package.Stage.UngrantedVariables)})";
        return $"{package.Stage.Options.Name} (package {package.Manifest.Name} {package.Manifest.Version}) requests {all}{missing}";
    }

    private static (string Key, IReadOnlyList<string> Values)[] Lists(CapabilityRequests requests) =>
        [("env", requests.Variables), ("net", requests.Network), ("fs", requests.Paths), ("secrets", requests.Secrets)];

    private static void WriteTexts(Utf8JsonWriter json, string key, IReadOnlyList<string> values)
    {
        json.WriteStartArray(key);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}

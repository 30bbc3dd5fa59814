using System.Globalization;

namespace Sor.Configuration;

/// <summary>Makes the capabilities of <c>requests</c> into options.</summary>
internal sealed class RequestBinder(ValueReader values, DiagnosticList diagnostics)
{
    public CapabilityRequests Bind(ConfigurationNode? node, string path)
    {
        if (node is null)
        {
            return CapabilityRequests.None;
        }

        if (node.Kind != ConfigurationNodeKind.Map)
        {
            values.WrongType(node, path, "a map", $"write a map with some of {Display.Join(ManifestReader.RequestKeys)}");
            return CapabilityRequests.None;
        }

        var reader = new MapReader(node, path, diagnostics, reserved: []);
        reader.RefuseOthers(ManifestReader.RequestKeys);
        return new CapabilityRequests
        {
            Variables = BindTexts(reader, "env", FunctionRules.IsGrantableVariable, FunctionRules.GrantableVariableShape),
            Network = BindTexts(reader, "net", IsNetworkPlace, "host:port, such as api.example:443"),
            Paths = BindTexts(reader, "fs", static text => FunctionRules.IsLine(text) && text.StartsWith('/'), "an absolute path"),
            Secrets = BindTexts(reader, "secrets", FunctionRules.IsLine, "a name on one line"),
            Credentials = values.Boolean(reader.Find("credentials"), reader.PathOf("credentials")) ?? false,
        };
    }

    private List<string> BindTexts(MapReader reader, string key, Func<string, bool> test, string shape) =>
        values.Texts(reader.Find(key), reader.PathOf(key), ManifestLimits.Requests, test, shape);

    private static bool IsNetworkPlace(string text)
    {
        var colon = text.LastIndexOf(':');
        return FunctionRules.IsLine(text)
            && colon > 0
            && !text.Contains('/', StringComparison.Ordinal)
            && !text.Contains(' ', StringComparison.Ordinal)
            && ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port)
            && port > 0;
    }
}

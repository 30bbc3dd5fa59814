using System.Text;

namespace Sor.TestSupport;

/// <summary>One request as the fake Runtime API received it.</summary>
/// <param name="Number">Position among all requests, from 1.</param>
/// <param name="Connection">Which connection it came over, from 1.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Target">Request target, undecoded.</param>
/// <param name="Headers">In order, spelled as they came.</param>
/// <param name="Body">The body's bytes.</param>
public sealed record RecordedRequest(int Number, int Connection, string Method, string Target, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Value of a header, null when absent; fails on a header that came twice.</summary>
    public string? Header(string name)
    {
        var values = Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value).ToList();
        return values.Count > 1 ? throw new InvalidOperationException($"the header {name} came {values.Count} times") : values.FirstOrDefault();
    }

    public override string ToString() => $"{Method} {Target} ({Body.Length} bytes, connection {Connection})";
}

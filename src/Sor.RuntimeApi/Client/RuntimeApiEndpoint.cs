using System.Globalization;

namespace Sor.RuntimeApi;

/// <summary>Where the Runtime API is: the value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
public sealed record RuntimeApiEndpoint(string Host, int Port)
{
    /// <summary>The value as it came, for the <c>Host</c> header.</summary>
    public required string Authority { get; init; }

    /// <summary>Reads <c>host:port</c> (port 80 when missing); null when it is neither.</summary>
    public static RuntimeApiEndpoint? Parse(string? value)
    {
        if (string.IsNullOrEmpty(value) || value.AsSpan().ContainsAny("/ \r\n"))
            return null;
        var colon = value.LastIndexOf(':');
        if (colon < 0)
            return new RuntimeApiEndpoint(value, 80) { Authority = value };
        return colon > 0 && int.TryParse(value.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? new RuntimeApiEndpoint(value[..colon].Trim('[', ']'), port) { Authority = value }
            : null;
    }
}

using Sor.Events.Http;

namespace Sor.BuiltIns;

/// <summary>Configuration of <c>http</c>: <c>{"stripStage": true, "basePath": "/shop", "trustedHops": 0}</c>.</summary>
internal static class HttpBoundaryOptions
{
    /// <summary>More proxies in a row than anybody has.</summary>
    internal const int MaxTrustedHops = 16;

    internal static HttpViewOptions Read(ReadOnlySpan<byte> json)
    {
        var options = HttpViewOptions.Default;
        var reader = new ConfigReader(json);
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            options = name switch
            {
                "stripStage" => options with { StripStage = reader.Boolean() },
                "basePath" => options with { BasePath = reader.Text() },
                "trustedHops" => options with { TrustedHops = reader.Integer(0, MaxTrustedHops) },
                _ => throw reader.Unknown(name, "stripStage", "basePath", "trustedHops"),
            };
            reader.Leave();
        }

        return options;
    }
}

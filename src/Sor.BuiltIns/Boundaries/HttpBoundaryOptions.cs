using Sor.Events.Http;

namespace Sor.BuiltIns;

/// <summary>
/// Configuration of <c>http</c>: <c>{"stripStage": true, "basePath": "/shop", "trustedHops": 0, "authorizationHeader": "x-authorization",
/// "answerHealthChecks": false}</c>.
/// </summary>
internal sealed record HttpBoundaryOptions
{
    /// <summary>More proxies in a row than anybody has.</summary>
    internal const int MaxTrustedHops = 16;

    /// <summary>How events become requests.</summary>
    internal HttpViewOptions View { get; init; } = HttpViewOptions.Default;

    /// <summary>Whether a load balancer that asks whether the function is there is answered with 200, without asking the function.</summary>
    internal bool AnswersHealthChecks { get; init; }

    internal static HttpBoundaryOptions Read(ReadOnlySpan<byte> json)
    {
        var options = new HttpBoundaryOptions();
        var reader = new ConfigReader(json);
        reader.Enter();
        while (reader.NextMember() is { } name)
        {
            options = name switch
            {
                "stripStage" => options with { View = options.View with { StripStage = reader.Boolean() } },
                "basePath" => options with { View = options.View with { BasePath = reader.Text() } },
                "trustedHops" => options with { View = options.View with { TrustedHops = reader.Integer(0, MaxTrustedHops) } },
                "authorizationHeader" => options with { View = options.View with { AuthorizationHeader = reader.Text() } },
                "answerHealthChecks" => options with { AnswersHealthChecks = reader.Boolean() },
                _ => throw reader.Unknown(name, "stripStage", "basePath", "trustedHops", "authorizationHeader", "answerHealthChecks"),
            };
            reader.Leave();
        }

        return options;
    }
}

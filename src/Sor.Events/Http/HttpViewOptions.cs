namespace Sor.Events.Http;

/// <summary>What a request's view depends on beside the event.</summary>
public sealed record HttpViewOptions
{
    /// <summary>The defaults.</summary>
    public static HttpViewOptions Default { get; } = new();

    /// <summary>
    /// Whether the stage of an HTTP API goes from the path to <c>pathBase</c>. Default true. Other kinds have no stage in their path.
    /// </summary>
    public bool StripStage { get; init; } = true;

    /// <summary>
    /// A path before the application's own, <c>/shop</c>: where a path begins with it, at the border of a segment, it goes to <c>pathBase</c>
    /// as well, once. Default empty: none.
    /// </summary>
    public string BasePath { get; init; } = "";

    /// <summary>
    /// How many proxies of one's own stand before the load balancer: so many addresses at the end of <c>X-Forwarded-For</c> are theirs, and the
    /// one before them is the caller's. Default 0: the last, which the load balancer itself has seen. For kinds that do not name the caller's address.
    /// </summary>
    public int TrustedHops { get; init; }

    /// <summary>
    /// Name of a header whose value becomes that of <c>Authorization</c>, which IAM occupies at a function URL that it guards. Default empty: none.
    /// </summary>
    public string AuthorizationHeader { get; init; } = "";
}

namespace Sor.RuntimeApi.Server;

/// <summary>The calls of the Runtime API, version 2018-06-01.</summary>
public enum RuntimeApiCall
{
    /// <summary>No path of the Runtime API: answer 404.</summary>
    Unknown,

    /// <summary>A path of the Runtime API with another method than the one it has: answer 405.</summary>
    WrongMethod,

    Next,
    Response,
    Error,
    InitError,
}

/// <summary>What one request line asks for.</summary>
/// <param name="Call">Which call.</param>
/// <param name="RequestId">For <see cref="RuntimeApiCall.Response"/> and <see cref="RuntimeApiCall.Error"/>: the id in the path, decoded; else empty.</param>
public readonly record struct RuntimeApiRoute(RuntimeApiCall Call, string RequestId)
{
    private const string Base = "/2018-06-01/runtime/";
    private const string Invocation = "invocation/";

    /// <summary>
    /// Reads a request line. The target must be as it stood on the wire: ids are percent-encoded, and one that holds an
    /// encoded slash must not be cut at it. Restore calls exist only for snapshots, which are not played: unknown.
    /// </summary>
    public static RuntimeApiRoute Parse(string method, string target)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        if (!path.StartsWith(Base, StringComparison.Ordinal))
            return new(RuntimeApiCall.Unknown, "");
        path = path[Base.Length..];
        return path switch
        {
            "invocation/next" => Only("GET", method, RuntimeApiCall.Next, ""),
            "init/error" => Only("POST", method, RuntimeApiCall.InitError, ""),
            _ => ParseOfInvocation(method, path),
        };
    }

    private static RuntimeApiRoute ParseOfInvocation(string method, string path)
    {
        if (!path.StartsWith(Invocation, StringComparison.Ordinal))
            return new(RuntimeApiCall.Unknown, "");
        var rest = path[Invocation.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0)
            return new(RuntimeApiCall.Unknown, "");
        var id = Uri.UnescapeDataString(rest[..slash]);
        return rest[(slash + 1)..] switch
        {
            "response" => Only("POST", method, RuntimeApiCall.Response, id),
            "error" => Only("POST", method, RuntimeApiCall.Error, id),
            _ => new(RuntimeApiCall.Unknown, ""),
        };
    }

    private static RuntimeApiRoute Only(string expected, string method, RuntimeApiCall call, string id) =>
        method == expected ? new(call, id) : new(RuntimeApiCall.WrongMethod, id);
}

namespace Sor.DevServer.InvokeApi;

/// <summary>The calls of the Lambda API that are played.</summary>
internal enum InvokeCall
{
    /// <summary>Not under a path of the Lambda API at all.</summary>
    NotOurs,

    /// <summary>Under such a path, but not played.</summary>
    Unknown,
    Invoke,
    InvokeAsync,
    ListFunctions,
    GetFunction,
    GetConfiguration,
}

/// <summary>What a request line asks of the Lambda API.</summary>
/// <param name="Call">Which call.</param>
/// <param name="Function">Name of the function as it stands in the path, decoded; else empty.</param>
internal readonly record struct InvokeRoute(InvokeCall Call, string Function)
{
    private static readonly string[] s_bases = ["/2015-03-31/functions", "/2014-11-13/functions", "/2021-11-15/functions"];

    /// <summary>Reads a request line; the path as on the wire, for names are percent-encoded.</summary>
    public static InvokeRoute Parse(string method, string path)
    {
        foreach (var prefix in s_bases)
        {
            if (path == prefix || path.StartsWith(prefix + "/", StringComparison.Ordinal))
            {
                var rest = path[prefix.Length..].Trim('/').Split('/', 2);
                var name = Uri.UnescapeDataString(rest[0]);
                return new(CallOf(prefix, method, name, rest.Length > 1 ? rest[1] : ""), name);
            }
        }

        return new(InvokeCall.NotOurs, "");
    }

    private static InvokeCall CallOf(string prefix, string method, string name, string rest) => (prefix, method, rest) switch
    {
        ("/2015-03-31/functions", "POST", "invocations") when name.Length > 0 => InvokeCall.Invoke,
        ("/2015-03-31/functions", "GET", "") => name.Length > 0 ? InvokeCall.GetFunction : InvokeCall.ListFunctions,
        ("/2015-03-31/functions", "GET", "configuration") => InvokeCall.GetConfiguration,
        ("/2014-11-13/functions", "POST", "invoke-async") when name.Length > 0 => InvokeCall.InvokeAsync,
        _ => InvokeCall.Unknown,
    };
}

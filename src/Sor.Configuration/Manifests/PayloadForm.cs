namespace Sor.Configuration;

/// <summary>Which form of payload a middleware understands.</summary>
public enum PayloadForm
{
    /// <summary>Whatever comes.</summary>
    Any,

    /// <summary>The request and the response of HTTP, whichever provider the event came from.</summary>
    Http,

    /// <summary>A CloudEvent as JSON.</summary>
    CloudEvents,
}

/// <summary>Names of the forms as manifests write them.</summary>
public static class PayloadFormNames
{
    public static IReadOnlyList<string> All { get; } = ["any", "http", "cloudevents"];

    public static string NameOf(PayloadForm form) => All[(int)form];

    /// <summary>Null when unknown.</summary>
    public static PayloadForm? Parse(string name) => name switch
    {
        "any" => PayloadForm.Any,
        "http" => PayloadForm.Http,
        "cloudevents" => PayloadForm.CloudEvents,
        _ => null,
    };
}

using Sor.Events.Http.Requests;

namespace Sor.Events.Http;

/// <summary>What a reply's form depends upon: taken from the event that it answers, and small enough to be kept until the answer is there.</summary>
/// <param name="Kind">The event's kind.</param>
/// <param name="IsMultiValue">Whether headers go into <c>multiValueHeaders</c>.</param>
/// <param name="IsHead">Whether the request was a HEAD, whose response has no body.</param>
public readonly record struct HttpReplyTarget(EventKind Kind, bool IsMultiValue, bool IsHead)
{
    /// <summary>Whether events of this kind are answered with an HTTP response.</summary>
    public static bool Takes(EventKind kind) =>
        EventKinds.IsHttp(kind) || kind is EventKind.WebSocketConnect or EventKind.WebSocketMessage or EventKind.WebSocketDisconnect;

    /// <summary>
    /// Whether an answer is in a form of the provider's own that is no response: for CloudFront the request that goes on, or a response of its
    /// own; outputs of an Azure function; an error of OpenWhisk.
    /// </summary>
    public static bool IsOwnForm(EventKind kind, EventDocument answer) => answer.Member("statusCode"u8).IsMissing && kind switch
    {
        EventKind.LambdaEdge => !answer.Member("status"u8).IsMissing || (answer.Member("method"u8).IsString && answer.Member("uri"u8).IsString),
        EventKind.AzureHttp => answer.Member("Outputs"u8).IsObject,
        EventKind.OpenWhiskWeb => answer.Member("error"u8).IsObject,
        _ => false,
    };

    /// <summary>The target of an event.</summary>
    /// <exception cref="EventFormatException">Its kind is not answered with an HTTP response.</exception>
    public static HttpReplyTarget Of(EventDocument e)
    {
        if (!Takes(e.Kind))
            throw e.Root.Error($"is not answered with an HTTP response: its kind is {EventKinds.Name(e.Kind)}");
        var isMultiValue = e.Kind == EventKind.RestV1 || (e.Kind == EventKind.Alb && LoadBalancerRequest.IsMultiValueMode(e));
        return new(e.Kind, isMultiValue, IsHeadOf(e));
    }

    private static bool IsHeadOf(EventDocument e) => e.Kind switch
    {
        EventKind.RestV1 or EventKind.Alb => e.Member("httpMethod"u8).Is("HEAD"u8),
        EventKind.HttpApiV2 or EventKind.FunctionUrl => e.Context("http"u8).Get("method"u8).Is("HEAD"u8),
        EventKind.VpcLatticeV1 or EventKind.VpcLatticeV2 => e.Member("method"u8).Is("HEAD"u8),
        EventKind.LambdaEdge => e.Member("Records"u8).First().Get("cf"u8).Get("request"u8).Get("method"u8).Is("HEAD"u8),
        EventKind.AzureHttp => AzureRequest.Binding(e.Member("Data"u8)).Get("Method"u8).Is("HEAD"u8),
        EventKind.OpenWhiskWeb => e.Member("__ow_method"u8).Is("head"u8) || e.Member("__ow_method"u8).Is("HEAD"u8),
        _ => false,
    };
}

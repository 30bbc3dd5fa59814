namespace Sor.RuntimeApi.Server;

/// <summary>Status and JSON body of an answer to the runtime.</summary>
public sealed record RuntimeApiAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public static RuntimeApiAnswer Accepted { get; } = new(202, "{\"status\":\"OK\"}"u8.ToArray());

    public static RuntimeApiAnswer InvalidRequestId { get; } =
        Refuse(400, "InvalidRequestID", "no invocation with this request id waits for an answer");

    public static RuntimeApiAnswer InvalidResponseMode { get; } =
        Refuse(400, "InvalidFunctionResponseMode", "the response mode must be absent or \"streaming\"");

    public static RuntimeApiAnswer Truncated { get; } =
        Refuse(400, "TruncatedHTTPRequest", "the connection ended before the end of the body");

    public static RuntimeApiAnswer InvalidStateTransition { get; } =
        Refuse(403, "InvalidStateTransition", "this call is not allowed in the present state");

    public static RuntimeApiAnswer WrongHost { get; } =
        Refuse(403, "Forbidden", "the Runtime API answers only to the address in AWS_LAMBDA_RUNTIME_API");

    public static RuntimeApiAnswer UnknownPath { get; } =
        Refuse(404, "NotFound", "the Runtime API has no such path");

    public static RuntimeApiAnswer WrongMethod { get; } =
        Refuse(405, "MethodNotAllowed", "the Runtime API knows this path with another method");

    public static RuntimeApiAnswer InvocationTimedOut { get; } =
        Refuse(410, "InvokeTimeout", "the invocation has already timed out");

    public static RuntimeApiAnswer TooLarge { get; } =
        Refuse(413, "RequestEntityTooLarge", "the body is larger than the Runtime API accepts");

    private static RuntimeApiAnswer Refuse(int status, string type, string message) =>
        new(status, new FunctionError(type, message).ToJson());
}

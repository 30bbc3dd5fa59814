namespace Sor.RuntimeApi.Server;

/// <summary>Header names of the Runtime API, as the service spells them. Compare them without regard to case.</summary>
public static class RuntimeApiHeaders
{
    public const string RequestId = "Lambda-Runtime-Aws-Request-Id";
    public const string InvocationId = "Lambda-Runtime-Invocation-Id";
    public const string DeadlineMs = "Lambda-Runtime-Deadline-Ms";
    public const string InvokedFunctionArn = "Lambda-Runtime-Invoked-Function-Arn";
    public const string TraceId = "Lambda-Runtime-Trace-Id";
    public const string ClientContext = "Lambda-Runtime-Client-Context";
    public const string CognitoIdentity = "Lambda-Runtime-Cognito-Identity";
    public const string TenantId = "Lambda-Runtime-Aws-Tenant-Id";

    public const string ResponseMode = "Lambda-Runtime-Function-Response-Mode";
    public const string ErrorType = "Lambda-Runtime-Function-Error-Type";

    /// <summary>Trailer of a streamed response that failed midway: base64 of the error JSON.</summary>
    public const string ErrorBody = "Lambda-Runtime-Function-Error-Body";
}

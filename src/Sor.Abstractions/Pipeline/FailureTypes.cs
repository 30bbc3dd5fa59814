namespace Sor;

/// <summary>Error types that the runtime itself makes; further ones are Lambda's own names.</summary>
public static class FailureTypes
{
    public const string StageFailed = "Runtime.StageFailed";
    public const string StageTimeout = "Runtime.StageTimeout";
    public const string HandlerTimeout = "Runtime.HandlerTimeout";
    public const string StageOverloaded = "Runtime.StageOverloaded";
    public const string StageOutputTooLarge = "Runtime.StageOutputTooLarge";
    public const string StageUnavailable = "Runtime.StageUnavailable";
    public const string ExitError = "Runtime.ExitError";
    public const string InitError = "Runtime.InitError";
    public const string InvalidConfiguration = "Runtime.InvalidConfiguration";
    public const string NoSuchRuntime = "Runtime.NoSuchRuntime";
    public const string ProtocolError = "Runtime.ProtocolError";
    public const string ResponseSizeTooLarge = "Function.ResponseSizeTooLarge";
    public const string Internal = "Runtime.InternalError";
}

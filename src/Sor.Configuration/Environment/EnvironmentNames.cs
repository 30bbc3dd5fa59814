namespace Sor.Configuration;

/// <summary>Variables that stand in for a missing <c>sor.json</c>.</summary>
public static class EnvironmentNames
{
    public const string Runtime = "SOR_RUNTIME";
    public const string Handler = "_HANDLER";
    public const string Pipeline = "SOR_PIPELINE";
    public const string PrototypeMiddlewares = "SLSMIDDLEWARES";
    public const string Function = "SOR_FUNCTION";
    public const string LambdaFunction = "AWS_LAMBDA_FUNCTION_NAME";
}

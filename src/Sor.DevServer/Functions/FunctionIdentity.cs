namespace Sor.DevServer.Functions;

/// <summary>The place in the cloud that a local function pretends to live in.</summary>
internal static class FunctionIdentity
{
    public const string Region = "us-east-1";
    public const string Account = "123456789012";
    public const string Version = "$LATEST";

    public static string ArnOf(string name) => $"arn:aws:lambda:{Region}:{Account}:function:{name}";
}

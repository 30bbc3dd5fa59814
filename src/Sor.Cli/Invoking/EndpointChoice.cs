using Sor.Configuration;
using Sor.DevServer;

namespace Sor.Cli.Invoking;

/// <summary>Which server <c>sor invoke</c> talks to.</summary>
internal static class EndpointChoice
{
    private const string Variable = "SOR_ENDPOINT";

    public static (Uri? Address, Diagnostic? Problem) Choose(CliContext context, string? option)
    {
        var (text, source) = option is not null ? (option, "--endpoint")
            : context.Variable(Variable) is { Length: > 0 } value ? (value, Variable)
            : EndpointFile.Find(context.Folder) is { } found ? (found, ".sor/dev.json")
            : ($"http://127.0.0.1:{DevServerOptions.DefaultPort}", "");
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            return (address, null);
        return (null, new Diagnostic
        {
            Code = CliCodes.BadEndpoint,
            Message = $"\"{text}\" is no address of a server",
            Key = source,
            Fix = $"write it like http://127.0.0.1:{DevServerOptions.DefaultPort}",
        });
    }
}

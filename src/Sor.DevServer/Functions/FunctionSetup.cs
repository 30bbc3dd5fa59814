using Sor.Configuration;
using Sor.DevServer.BootstrapProcess;

namespace Sor.DevServer.Functions;

/// <summary>A function that can be served: what it is, and how a <c>bootstrap</c> for it is started.</summary>
/// <param name="Options">What its configuration says.</param>
/// <param name="CreateLaunch">Called for each start: every environment has a log stream of its own.</param>
internal sealed record FunctionSetup(FunctionOptions Options, Func<BootstrapLaunch> CreateLaunch)
{
    public string Arn => FunctionIdentity.ArnOf(Options.Name);
}

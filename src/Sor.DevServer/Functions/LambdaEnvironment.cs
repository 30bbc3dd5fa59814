using System.Globalization;
using Sor.Configuration;

namespace Sor.DevServer.Functions;

/// <summary>
/// The environment variables that Lambda gives to a custom runtime. Nothing of the developer's own environment comes
/// along except where programs are found: what works here by accident would fail there.
/// </summary>
internal static class LambdaEnvironment
{
    /// <summary>Search path of the service's OS-only runtimes.</summary>
    public const string ServicePath = "/usr/local/bin:/usr/bin/:/bin:/opt/bin";

    /// <param name="options">The function.</param>
    /// <param name="taskRoot">Its folder, as the bootstrap sees it.</param>
    /// <param name="path">Value of PATH.</param>
    public static Dictionary<string, string> For(FunctionOptions options, string taskRoot, string path)
    {
        var stream = Guid.NewGuid().ToString("N");
        var day = DateTime.UtcNow.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture);
        var variables = new Dictionary<string, string>
        {
            ["AWS_LAMBDA_FUNCTION_NAME"] = options.Name,
            ["AWS_LAMBDA_FUNCTION_VERSION"] = FunctionIdentity.Version,
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = options.MemoryMb.ToString(CultureInfo.InvariantCulture),
            ["AWS_LAMBDA_LOG_GROUP_NAME"] = $"/aws/lambda/{options.Name}",
            ["AWS_LAMBDA_LOG_STREAM_NAME"] = $"{day}/[{FunctionIdentity.Version}]{stream}",
            ["AWS_LAMBDA_INITIALIZATION_TYPE"] = "on-demand",
            ["AWS_REGION"] = FunctionIdentity.Region,
            ["AWS_DEFAULT_REGION"] = FunctionIdentity.Region,

            // Made up: a local run must not reach the cloud with anybody's rights by accident.
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_SESSION_TOKEN"] = "local",
            ["LAMBDA_TASK_ROOT"] = taskRoot,
            ["LAMBDA_RUNTIME_DIR"] = "/var/runtime",
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
            ["PATH"] = path,
        };
        if (options.Handler is not null)
            variables["_HANDLER"] = options.Handler;
        return variables;
    }
}

using Sor.Configuration;
using Sor.DevServer.Functions;
using Sor.Native;

namespace Sor.DevServer;

/// <summary>What must be there before a server is worth starting. Mistakes in a configuration are not among it: they are mended while it runs.</summary>
public static class Preflight
{
    public static IReadOnlyList<Diagnostic> Check(DevServerOptions options)
    {
        var problems = new List<Diagnostic>();
        if (!FunctionConfiguration.Exists(options.Folder))
            problems.Add(FunctionConfiguration.Missing(options.Folder));
        if (Files.CheckExecutable(options.Bootstrap) is not 0 and var error)
        {
            problems.Add(new Diagnostic
            {
                Code = DevCodes.NoBootstrap,
                Message = $"the bootstrap cannot be executed: {ErrorNumber.Describe(error)}",
                File = options.Bootstrap,
                Fix = "keep bootstrap beside sor, as `./build.sh aot` leaves them, or name it: --bootstrap PATH",
            });
        }

        return problems;
    }
}

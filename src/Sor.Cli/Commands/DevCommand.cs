using System.CommandLine;
using System.Runtime.InteropServices;
using Sor.Cli.Output;
using Sor.DevServer;

namespace Sor.Cli.Commands;

/// <summary><c>sor dev</c>: serves a function until it is told to stop.</summary>
internal static class DevCommand
{
    public const string Lesson =
        """
        The real bootstrap runs your function; sor plays the platform around it. A change of the code restarts it between two
        events. It serves until Ctrl-C, on this machine only.

        Examples:
          sor dev                             the function in this folder
          sor dev examples/hello --port 8080  another folder, another port
          curl http://127.0.0.1:3000/         run it by plain HTTP: the event is that of a function URL
          curl http://127.0.0.1:3000/ -d '{"name":"you"}'
                                              a POST of JSON is the event itself
          aws lambda invoke --endpoint-url http://127.0.0.1:3000 --function-name hello out.json
                                              or by any AWS tool or SDK
        """;

    public static Command Create(CliContext context)
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "Folder of the function: the one with sor.yaml.",
            DefaultValueFactory = _ => ".",
        };
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on; a free one is taken when it is busy. 0: any free one.",
            DefaultValueFactory = _ => DevServerOptions.DefaultPort,
            HelpName = "PORT",
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port must be a number from 0 to 65535");
        });
        var bootstrap = new Option<string?>("--bootstrap")
        {
            Description = "The bootstrap to run. Default: the one beside sor.",
            HelpName = "PATH",
        };
        var json = new Option<bool>("--json") { Description = "Report as JSON, one object a line." };
        var command = new Command("dev", "Serve a function on this machine.") { folder, port, bootstrap, json };
        command.SetAction((parsed, _) => RunAsync(
            context,
            new DevServerOptions
            {
                Folder = context.FullPath(parsed.GetRequiredValue(folder)),
                Bootstrap = parsed.GetValue(bootstrap) is { } path ? context.FullPath(path) : Path.Combine(AppContext.BaseDirectory, "bootstrap"),
                Port = parsed.GetValue(port),
                Json = parsed.GetValue(json),
                UseColor = context.UseColor,
            }));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DevServerOptions options)
    {
        if (Preflight.Check(options) is { Count: > 0 } problems)
        {
            Problems.Write(context, options.Json, problems);
            return problems.Any(problem => problem.Code == DevCodes.NoFunction) ? ExitCodes.Configuration : ExitCodes.Unsupported;
        }

        using var stopping = new CancellationTokenSource();
        using var interrupt = StopOn(PosixSignal.SIGINT, stopping);
        using var terminate = StopOn(PosixSignal.SIGTERM, stopping);
        using var hangUp = StopOn(PosixSignal.SIGHUP, stopping);
        await LocalPlatform.RunAsync(options, context.Output, stopping.Token);
        return ExitCodes.Success;
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stopping) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // Taken, so that the process ends only when everything it started has ended.
            context.Cancel = true;
            stopping.Cancel();
        });
}

using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Sor.Cli.Output;
using Sor.DevServer;
using Sor.Native;

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
          sor dev --zip function.zip --layer layer.zip
                                              the packages of `sor build`, laid out as Lambda does, read-only
          aws lambda invoke --endpoint-url http://127.0.0.1:3000 --function-name hello out.json
                                              or by any AWS tool or SDK
        """;

    public static Command Create(CliContext context)
    {
        var folder = FolderArgument.Create();
        var port = new Option<int>("--port")
        {
            Description = "Port to listen on; a free one is taken when it is busy. 0: any free one.",
            DefaultValueFactory = _ => DevServerOptions.DefaultPort,
            HelpName = "PORT",
        };
        port.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ushort.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
                result.AddError($"\"{token.Value}\" is no port: --port takes a number from 0 to 65535");
        });
        var bootstrap = new Option<string?>("--bootstrap")
        {
            Description = "The bootstrap to run. Default: the one beside sor.",
            HelpName = "PATH",
        };
        var zip = new Option<string?>("--zip")
        {
            Description = "Serve this function zip as Lambda would, not the folder: at /var/task, read-only.",
            HelpName = "ZIP",
        };
        var layer = new Option<string[]>("--layer")
        {
            Description = "Layer zip, laid out at /opt. May be repeated; later ones overwrite.",
            HelpName = "ZIP",
        };
        var json = new Option<bool>("--json") { Description = "Report as JSON, one object a line." };
        var command = new Command("dev", "Serve a function on this machine.") { folder, port, bootstrap, zip, layer, json };
        command.Validators.Add(result =>
        {
            var layers = result.GetValue(layer)?.Length ?? 0;
            if (layers > 0 && result.GetValue(zip) is null)
                result.AddError("--layer needs --zip");
            if (layers > DevServerOptions.MaxLayers)
                result.AddError($"a function has at most {DevServerOptions.MaxLayers} layers");
            if (result.GetValue(zip) is not null && result.GetValue(bootstrap) is not null)
                result.AddError("--bootstrap does not go with --zip: the packages bring their own");
        });
        command.SetAction((parsed, _) => RunAsync(
            context,
            new DevServerOptions
            {
                Folder = context.FullPath(parsed.GetRequiredValue(folder)),
                Bootstrap = parsed.GetValue(bootstrap) is { } path ? context.FullPath(path) : Path.Combine(AppContext.BaseDirectory, "bootstrap"),
                FunctionZip = parsed.GetValue(zip) is { } file ? context.FullPath(file) : null,
                LayerZips = [.. (parsed.GetValue(layer) ?? []).Select(context.FullPath)],
                Port = parsed.GetValue(port),
                Json = parsed.GetValue(json),
                UseColor = context.UseColor,
            }));
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, DevServerOptions options)
    {
        Signals.AcceptInterrupt();
        using var stopping = new CancellationTokenSource();
        using var interrupt = StopOn(PosixSignal.SIGINT, stopping);
        using var terminate = StopOn(PosixSignal.SIGTERM, stopping);
        using var hangUp = StopOn(PosixSignal.SIGHUP, stopping);
        var problems = await LocalPlatform.RunAsync(options, context.Output, stopping.Token);
        if (problems.Count == 0)
            return ExitCodes.Success;
        Problems.Write(context, options.Json, problems);
        return problems.Any(problem => problem.Code is DevCodes.NoBootstrap or DevCodes.NoIsolation) ? ExitCodes.Unsupported : ExitCodes.Configuration;
    }

    private static PosixSignalRegistration StopOn(PosixSignal signal, CancellationTokenSource stopping) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            // Taken, so that the process ends only when everything it started has ended.
            context.Cancel = true;
            stopping.Cancel();
        });
}

using System.Buffers;
using System.CommandLine;
using Sor.Events;
using Sor.Events.Http;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event http</c>: the HTTP request that an event carries.</summary>
internal static class HttpRequestCommand
{
    public const string Lesson =
        """
        Prints the request as JSON, the same for every provider: method, target, path, pathBase, query, scheme, host, port, remoteIp, protocol,
        headers (a list of [name, value]), body with bodyEncoding, routeParams, stage, responseMode. The stage of an HTTP API goes from the
        path to pathBase, unless --strip-stage=false.

        Examples:
          sor event http event.json                 print the request
          sor event http --strip-stage=false < event.json
          sor event http event.json --base-path /shop
        """;

    public static Command Create(CliContext context)
    {
        var file = EventInput.FileArgument();
        var stripStage = new Option<bool>("--strip-stage")
        {
            Description = "Take the stage of an HTTP API from the path. The default; --strip-stage=false leaves it.",
            DefaultValueFactory = static _ => true,
        };
        var basePath = new Option<string>("--base-path")
        {
            Description = "A path before the application's own, which is taken from the path as well.",
            HelpName = "PATH",
            DefaultValueFactory = static _ => "",
        };
        var trustedHops = new Option<int>("--trusted-hops")
        {
            Description = "How many proxies of your own stand before the load balancer: remoteIp is the address before theirs in X-Forwarded-For.",
            HelpName = "COUNT",
        };
        trustedHops.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
                result.AddError("--trusted-hops must be 0 or more");
        });
        var json = new Option<bool>("--json") { Description = "Print mistakes as JSON too; the request is JSON anyway." };
        var command = new Command("http", "Print the HTTP request that an event carries.") { file, stripStage, basePath, trustedHops, json };
        command.SetAction((parsed, cancelled) =>
        {
            var options = new HttpViewOptions
            {
                StripStage = parsed.GetValue(stripStage),
                BasePath = parsed.GetValue(basePath)!,
                TrustedHops = parsed.GetValue(trustedHops),
            };
            return EventInput.UseAsync(context, parsed.GetValue(file), parsed.GetValue(json), bytes => Print(context, bytes, options), cancelled);
        });
        return command;
    }

    private static int Print(CliContext context, byte[] bytes, HttpViewOptions options)
    {
        var document = new EventDocument();
        document.Load(bytes);
        var request = new HttpRequestView();
        request.Load(document, options);
        var output = new ArrayBufferWriter<byte>(bytes.Length);
        HttpRequestForm.Write(request, output);
        context.Output.WriteLine(System.Text.Encoding.UTF8.GetString(output.WrittenSpan));
        return ExitCodes.Success;
    }
}

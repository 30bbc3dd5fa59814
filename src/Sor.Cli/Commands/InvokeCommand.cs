using System.CommandLine;
using System.Text;
using System.Text.Json;
using Sor.Cli.Invoking;
using Sor.Cli.Output;
using Sor.Configuration;

namespace Sor.Cli.Commands;

/// <summary><c>sor invoke</c>: runs a function once and prints its answer.</summary>
internal static class InvokeCommand
{
    public const string Lesson =
        """
        The answer goes to STDOUT as it came; whatever else there is to say goes to STDERR. The exit status is 0 for an answer,
        1 when the function failed (its error is then what STDOUT has), 4 when the call was refused, 5 when nothing answers.

        The endpoint is --endpoint, else $SOR_ENDPOINT, else the server that runs for this folder or one above it
        (.sor/dev.json), else http://127.0.0.1:3000.

        Examples:
          sor invoke                                     with the event {}
          sor invoke --event '{"name":"you"}'            with this event
          sor invoke hello --event @event.json --log     with an event from a file; show the log's end too
          jq -n '{id: 1}' | sor invoke --event - --json  with an event from STDIN; all of the answer as JSON
          sor invoke --async --event '{"id":1}'          do not wait for the answer
        """;

    public static Command Create(CliContext context)
    {
        var name = new Argument<string?>("NAME")
        {
            Description = "Name of the function. Default: whichever is served.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        FolderArgument.RefuseOptions(name);
        var eventText = new Option<string>("--event")
        {
            Description = "The event: JSON, @FILE, or - for STDIN.",
            DefaultValueFactory = _ => "{}",
            HelpName = "JSON",
        };
        var endpoint = new Option<string?>("--endpoint") { Description = "Address of the server.", HelpName = "URL" };
        var isAsync = new Option<bool>("--async") { Description = "Hand the event over and do not wait." };
        var dryRun = new Option<bool>("--dry-run") { Description = "Check that the function could be called, and do not call it." };
        var log = new Option<bool>("--log") { Description = "Show the last 4 KB of the function's log, on STDERR." };
        var json = new Option<bool>("--json") { Description = "Print status, payload, error and log as one JSON object." };
        var command = new Command("invoke", "Run a function once and print its answer.") { name, eventText, endpoint, isAsync, dryRun, log, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(isAsync) && result.GetValue(dryRun))
                result.AddError("--async and --dry-run do not go together");
        });
        command.SetAction((parsed, cancelled) =>
        {
            var type = parsed.GetValue(isAsync) ? "Event" : parsed.GetValue(dryRun) ? "DryRun" : "RequestResponse";
            var request = new InvokeOptions(parsed.GetValue(name), type, parsed.GetValue(log));
            return RunAsync(context, parsed.GetRequiredValue(eventText), parsed.GetValue(endpoint), request, parsed.GetValue(json), cancelled);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliContext context, string eventText, string? endpoint, InvokeOptions options, bool json, CancellationToken cancelled)
    {
        var (payload, problem) = await EventSource.ReadAsync(context, eventText, cancelled);
        var (address, addressProblem) = EndpointChoice.Choose(context, endpoint);
        if ((problem ?? addressProblem) is { } mistake)
        {
            Problems.Write(context, json, mistake);
            return ExitCodes.Usage;
        }

        try
        {
            var answer = await InvokeClient.CallAsync(address!, options, payload!, cancelled);
            return json ? WriteJson(context, answer) : WriteText(context, answer);
        }
        catch (HttpRequestException exception)
        {
            Problems.Write(context, json, new Diagnostic
            {
                Code = CliCodes.CannotConnect,
                Message = $"nothing answers at {address}: {exception.Message}",
                Fix = "start the function with `sor dev`, or name its address: --endpoint URL",
            });
            return ExitCodes.CannotConnect;
        }
    }

    private static int WriteText(CliContext context, InvokeAnswer answer)
    {
        if (answer.Log is not null)
            context.Error.WriteLine(answer.Log.TrimEnd('\n'));
        if (answer.Refusal is not null)
        {
            Problems.Write(context, json: false, Refused(answer));
            return ExitCodes.ServiceError;
        }

        var text = Encoding.UTF8.GetString(answer.Payload);
        if (text.Length > 0)
            context.Output.WriteLine(text.TrimEnd('\n'));
        if (answer.FunctionError is null)
            return ExitCodes.Success;
        context.Error.WriteLine("sor: the function failed; its error is printed above");
        return ExitCodes.FunctionError;
    }

    private static int WriteJson(CliContext context, InvokeAnswer answer)
    {
        Problems.WriteJson(context, json =>
        {
            json.WriteNumber("statusCode", answer.Status);
            json.WriteString("requestId", answer.RequestId);
            if (answer.FunctionError is not null)
                json.WriteString("functionError", answer.FunctionError);
            if (answer.Refusal is not null)
                json.WriteString("serviceError", answer.Refusal);
            if (answer.Payload.Length > 0)
                WritePayload(json, answer.Payload);
            if (answer.Log is not null)
                json.WriteString("log", answer.Log);
        });
        return answer switch
        {
            { Refusal: not null } => ExitCodes.ServiceError,
            { FunctionError: not null } => ExitCodes.FunctionError,
            _ => ExitCodes.Success,
        };
    }

    // What is JSON stays JSON; a function may answer with anything else, too.
    private static void WritePayload(Utf8JsonWriter json, byte[] payload)
    {
        json.WritePropertyName("payload");
        try
        {
            using var document = JsonDocument.Parse(payload);
            document.WriteTo(json);
        }
        catch (JsonException)
        {
            json.WriteStringValue(Encoding.UTF8.GetString(payload));
        }
    }

    private static Diagnostic Refused(InvokeAnswer answer) => new()
    {
        Code = CliCodes.Refused,
        Message = $"the call was refused: {answer.Refusal}: {answer.RefusalMessage}",
        Fix = answer.Refusal switch
        {
            "ResourceNotFoundException" => "use the name that `sor dev` shows, or none",
            "InvalidRequestContentException" => "the event must be JSON: mend what --event gives",
            "TooManyRequestsException" => "wait until calls that are under way have ended, then try again",
            "InvalidRuntimeException" => "mend what `sor dev` complains about",
            _ => "see what `sor dev` reports",
        },
    };
}

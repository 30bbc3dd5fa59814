using System.Buffers;
using System.CommandLine;
using System.Text;
using Sor.Events;
using Sor.Events.Http;
using Sor.Events.Replies;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event reply</c>: what goes back to the provider that an event came from.</summary>
internal static class ReplyCommand
{
    public const string Lesson =
        """
        Reads what a handler answered, and prints what the provider of the event must be given. For HTTP that is a response: statusCode,
        headers (a list of [name, value], or Lambda's maps), body and bodyEncoding. What the provider's form cannot hold is said on STDERR.
        HTTP APIs and Function URLs take an answer without statusCode for the body of a response with status 200.
        For other kinds it is as docs/events.md says; an answer in the provider's own form is printed as it is.

        Examples:
          sor event reply --for event.json response.json
          echo '{"statusCode":404,"headers":[],"body":"no"}' | sor event reply --for event.json
        """;

    public static Command Create(CliContext context)
    {
        var file = EventInput.FileArgument("The answer");
        var source = new Option<string>("--for") { Description = "The event that is answered: a file with JSON.", HelpName = "EVENT", Required = true };
        var json = new Option<bool>("--json") { Description = "Print mistakes as JSON too; the reply is JSON anyway." };
        var command = new Command("reply", "Print what the provider of an event must be given for an answer.") { source, file, json };
        command.SetAction((parsed, cancelled) => EventInput.UseAsync(
            context,
            parsed.GetValue(source),
            parsed.GetValue(json),
            async e =>
            {
                var document = new EventDocument();
                document.Load(e);
                return await EventInput.UseAsync(
                    context, parsed.GetValue(file), parsed.GetValue(json), answer => Task.FromResult(Print(context, document, answer)), cancelled, "answer");
            },
            cancelled));
        return command;
    }

    private static int Print(CliContext context, EventDocument e, byte[] answer)
    {
        var output = new ArrayBufferWriter<byte>(answer.Length + 256);
        var warning = Encode(e, answer, output);
        if (warning is not null)
            context.Error.WriteLine($"sor: warning: {warning}");
        context.Output.WriteLine(Encoding.UTF8.GetString(output.WrittenSpan));
        return ExitCodes.Success;
    }

    // One encoder for each family of kinds.
    private static string? Encode(EventDocument e, byte[] answer, ArrayBufferWriter<byte> output)
    {
        var reply = new EventDocument();
        reply.Load(answer, EventKind.Raw);
        if (HttpReplyTarget.Takes(e.Kind) && !HttpReplyTarget.IsOwnForm(e.Kind, reply))
            return EncodeResponse(HttpReplyTarget.Of(e), answer, output);
        EventReply.Write(e, reply, output);
        return null;
    }

    private static string? EncodeResponse(HttpReplyTarget target, byte[] answer, ArrayBufferWriter<byte> output)
    {
        var response = new HttpResponseView();
        if (target.Kind is EventKind.HttpApiV2 or EventKind.FunctionUrl)
            response.LoadAnswer(answer);
        else
            response.Load(answer);
        var encoder = new HttpReplyEncoder(HttpReplyOptions.Default);
        encoder.Encode(response, target, output);
        return encoder.Warning;
    }
}

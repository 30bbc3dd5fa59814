using System.Buffers;
using System.CommandLine;
using System.Text;
using Sor.Events;
using Sor.Events.CloudEvents;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event cloudevents</c>: the CloudEvents that an event becomes.</summary>
internal static class CloudEventsCommand
{
    public const string Lesson =
        """
        Prints a JSON array of CloudEvents in structured form, one for each record of the event.
          record   data is the record as it came (the default)
          payload  data is what the record carries: a queue's message, a stream's bytes, a request's body
          batch    as record: the array is one batch in the CloudEvents JSON format
          whole    one CloudEvent; its data is all of the event
        A CloudEvent that a record carries is printed as it is; --no-unwrap leaves it inside.
        A request that is a webhook (GitHub, GitLab, Stripe, SNS, Event Grid) becomes what it tells of; --no-webhooks leaves it a request.
        A row of a feed of CouchDB says of itself nowhere that it is one; --couchdb does, with the address of the database or server.
        Events that have no id of their own get the one of the invocation: without --request-id that is 00000000-0000-4000-8000-000000000000.
        Events that do not say whose they are take it from the function: without --function-arn that is
        arn:aws:lambda:us-east-1:123456789012:function:function.

        Examples:
          sor event cloudevents sqs.json            one CloudEvent for each message
          sor event cloudevents --mode payload < kinesis.json
          sor event sample github push | sor event cloudevents
        """;

    private const string DefaultRequestId = "00000000-0000-4000-8000-000000000000";
    private const string DefaultFunctionArn = "arn:aws:lambda:us-east-1:123456789012:function:function";

    public static Command Create(CliContext context)
    {
        var file = EventInput.FileArgument();
        var mode = ChoiceOption.Create(
            "--mode",
            "What becomes a CloudEvent, and what is its data.",
            required: false,
            ("record", CloudEventMode.Record),
            ("payload", CloudEventMode.Payload),
            ("batch", CloudEventMode.Batch),
            ("whole", CloudEventMode.Whole));
        var requestId = new Option<string>("--request-id") { Description = "Id of the invocation.", HelpName = "ID", DefaultValueFactory = _ => DefaultRequestId };
        var functionArn = new Option<string>("--function-arn") { Description = "ARN of the invoked function.", HelpName = "ARN", DefaultValueFactory = _ => DefaultFunctionArn };
        var time = new Option<string?>("--time") { Description = "The time, for a Pub/Sub push, a webhook or a row of CouchDB that has none; without it the event has none either.", HelpName = "RFC3339" };
        var noUnwrap = new Option<bool>("--no-unwrap") { Description = "Leave a CloudEvent that a record carries inside its record." };
        var uniqueIds = new Option<bool>("--unique-ids") { Description = "Append the sequencer to the ids of S3 events." };
        var noWebhooks = new Option<bool>("--no-webhooks") { Description = "Leave webhooks as the requests that they are." };
        var couchDb = new Option<string?>("--couchdb") { Description = "The event is a row of the feed of this database, or server.", HelpName = "URL" };
        var json = new Option<bool>("--json") { Description = "Print mistakes as JSON too." };
        var command = new Command("cloudevents", "Print the CloudEvents that an event becomes.") { file, mode, requestId, functionArn, time, noUnwrap, uniqueIds, noWebhooks, couchDb, json };
        command.SetAction((parsed, cancelled) => EventInput.UseAsync(context, parsed.GetValue(file), parsed.GetValue(json), bytes =>
        {
            var options = new CloudEventOptions
            {
                Mode = parsed.GetValue(mode),
                FunctionArn = parsed.GetValue(functionArn)!,
                Unwrap = !parsed.GetValue(noUnwrap),
                UniqueIds = parsed.GetValue(uniqueIds),
                Webhooks = !parsed.GetValue(noWebhooks),
                CouchDb = parsed.GetValue(couchDb),
            };
            Print(context, bytes, options, parsed.GetValue(requestId)!, parsed.GetValue(time));
            return ExitCodes.Success;
        }, cancelled));
        return command;
    }

    private static void Print(CliContext context, byte[] bytes, CloudEventOptions options, string requestId, string? time)
    {
        var document = new EventDocument();
        document.Load(bytes);
        var output = new ArrayBufferWriter<byte>();
        new CloudEventsView(options).Write(document, requestId, output, time);
        context.Output.WriteLine(Encoding.UTF8.GetString(output.WrittenSpan));
    }
}

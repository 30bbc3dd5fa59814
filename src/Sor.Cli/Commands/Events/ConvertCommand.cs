using System.Buffers;
using System.CommandLine;
using System.Text;
using Sor.Events.CloudEvents.Formats;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event convert</c>: CloudEvents from one mode of their HTTP binding to another.</summary>
internal static class ConvertCommand
{
    public const string Lesson =
        """
        A structured event is a JSON object, a batch an array of them. A message in binary mode is JSON as well:
          {"headers":[["ce-id","1"],["ce-source","/s"],["ce-type","t"],["ce-specversion","1.0"]],"body":"hello","bodyEncoding":"utf8"}
        headers may also be an object of names and values; bodyEncoding is utf8, or base64 for bytes that are no text.
        Structured events and batches are also read out of a message whose content-type says that it has them.
        A batch of one event becomes one event or message; of any other number, an array of them.

        Examples:
          sor event convert --from structured --to binary event.json
          sor event convert --from batch --to structured < batch.json
        """;

    public static Command Create(CliContext context)
    {
        var file = EventInput.FileArgument("What is converted");
        var from = ModeOption("--from", "What it is.");
        var to = ModeOption("--to", "What it becomes.");
        var json = new Option<bool>("--json") { Description = "Print mistakes as JSON too." };
        var command = new Command("convert", "Convert CloudEvents between binary, structured and batched mode.") { file, from, to, json };
        command.SetAction((parsed, cancelled) => EventInput.UseAsync(context, parsed.GetValue(file), parsed.GetValue(json), bytes =>
        {
            var output = new ArrayBufferWriter<byte>();
            new FormatConverter().Convert(bytes, parsed.GetValue(from), parsed.GetValue(to), output);
            context.Output.WriteLine(Encoding.UTF8.GetString(output.WrittenSpan));
            return ExitCodes.Success;
        }, cancelled));
        return command;
    }

    private static Option<ContentMode> ModeOption(string name, string description) => ChoiceOption.Create(
        name, description, required: true, ("binary", ContentMode.Binary), ("structured", ContentMode.Structured), ("batch", ContentMode.Batch));
}

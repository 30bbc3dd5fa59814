using System.Buffers;
using System.CommandLine;
using System.Text;
using Sor.Events;
using Sor.Events.CloudEvents;
using Sor.Events.CloudEvents.Formats;
using Sor.Events.CloudEvents.Google;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event gcf</c>: events of Google's background functions to CloudEvents and back.</summary>
internal static class GoogleCommand
{
    public const string Lesson =
        """
        --to cloudevent takes an event of a background function, or the body of a Pub/Sub push, and prints a structured CloudEvent;
        --to legacy takes a CloudEvent, structured or as a message in binary mode (see `sor event convert --help`).
        A CloudEvent for --to cloudevent is printed as it is.

        Examples:
          sor event gcf --to cloudevent storage.json
          sor event gcf --to cloudevent --path /projects/p/topics/t push.json
          sor event gcf --to legacy < cloudevent.json
        """;

    private enum Form
    {
        CloudEvent,
        Legacy,
    }

    public static Command Create(CliContext context)
    {
        var file = EventInput.FileArgument();
        var to = ChoiceOption.Create("--to", "What it becomes.", required: true, ("cloudevent", Form.CloudEvent), ("legacy", Form.Legacy));
        var path = new Option<string?>("--path") { Description = "Path that a Pub/Sub push was sent to; the topic is read from it.", HelpName = "PATH" };
        var now = new Option<string?>("--now") { Description = "Time of a pushed message that has none.", HelpName = "TIME" };
        var json = new Option<bool>("--json") { Description = "Print mistakes as JSON too." };
        var command = new Command("gcf", "Convert events of Google's background functions to CloudEvents, and back.") { file, to, path, now, json };
        command.SetAction((parsed, cancelled) => EventInput.UseAsync(context, parsed.GetValue(file), parsed.GetValue(json), bytes =>
        {
            var document = new EventDocument();
            document.Load(bytes);
            var output = new ArrayBufferWriter<byte>();
            if (parsed.GetValue(to) == Form.Legacy)
                ToLegacy(document, output);
            else
                ToCloudEvent(document, parsed.GetValue(path), parsed.GetValue(now), output);
            context.Output.WriteLine(Encoding.UTF8.GetString(output.WrittenSpan));
            return ExitCodes.Success;
        }, cancelled));
        return command;
    }

    private static void ToCloudEvent(EventDocument document, string? path, string? now, ArrayBufferWriter<byte> output)
    {
        if (document.Kind == EventKind.CloudEvent || HttpMessageJson.IsMessage(document.Root))
        {
            output.Write(document.Root.Raw);
            return;
        }

        var writer = new CloudEventWriter(output);
        writer.Begin();
        if (document.Member("message"u8).IsObject && document.Member("context"u8).IsMissing && document.Member("eventType"u8).IsMissing)
            LegacyReader.WritePush(document.Root, path, now ?? DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture), writer);
        else
            LegacyReader.WriteEvent(document.Root, writer);
        writer.End();
    }

    private static void ToLegacy(EventDocument document, ArrayBufferWriter<byte> output)
    {
        var converter = new FormatConverter();
        var from = HttpMessageJson.IsMessage(document.Root) ? ContentMode.Binary : ContentMode.Structured;
        converter.Convert(document.JsonMemory, from, ContentMode.Structured, new ArrayBufferWriter<byte>());
        LegacyWriter.Write(converter.Event, output);
    }
}

using System.CommandLine;
using System.Text.Json;
using Sor.Cli.Output;
using Sor.Events;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event identify</c>: which provider's event this is.</summary>
internal static class IdentifyCommand
{
    public const string Lesson =
        """
        The first word printed is the kind; raw is what no rule knows.

        Examples:
          sor event identify event.json             print the kind
          sor event identify --explain < event.json and the rule that decided
          sor event identify --kinds --json         all kinds with their rules, as JSON
        """;

    public static Command Create(CliContext context)
    {
        var file = EventInput.FileArgument();
        var explain = new Option<bool>("--explain") { Description = "Say why: the members by which the kind is known." };
        var kinds = new Option<bool>("--kinds") { Description = "List all kinds with their rules, and read no event." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("identify", "Say which provider's event this is.") { file, explain, kinds, json };
        command.SetAction((parsed, cancelled) =>
        {
            var asJson = parsed.GetValue(json);
            if (parsed.GetValue(kinds))
                return Task.FromResult(List(context, asJson));
            return EventInput.UseAsync(context, parsed.GetValue(file), asJson, bytes => Identify(context, bytes, parsed.GetValue(explain), asJson), cancelled);
        });
        return command;
    }

    private static int Identify(CliContext context, byte[] bytes, bool explain, bool json)
    {
        var document = new EventDocument();
        document.Load(bytes);
        var kind = document.Kind;
        if (json)
            Problems.WriteJson(context, writer => WriteKind(writer, kind));
        else
            context.Output.WriteLine(explain ? $"{EventKinds.Name(kind)}  because it has: {EventKindRules.Of(kind)}" : EventKinds.Name(kind));
        return ExitCodes.Success;
    }

    private static int List(CliContext context, bool json)
    {
        if (json)
        {
            Problems.WriteJson(context, writer =>
            {
                writer.WriteStartArray("kinds");
                foreach (var kind in EventKindRules.All)
                {
                    writer.WriteStartObject();
                    WriteKind(writer, kind);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            });
            return ExitCodes.Success;
        }

        foreach (var kind in EventKindRules.All)
            context.Output.WriteLine($"{EventKinds.Name(kind),-26}{EventKindRules.Of(kind)}");
        return ExitCodes.Success;
    }

    private static void WriteKind(Utf8JsonWriter json, EventKind kind)
    {
        json.WriteString("kind", EventKinds.Name(kind));
        json.WriteString("rule", EventKindRules.Of(kind));
        json.WriteBoolean("isHttp", EventKinds.IsHttp(kind));
        json.WriteBoolean("hasRecords", EventKinds.HasRecords(kind));
    }
}

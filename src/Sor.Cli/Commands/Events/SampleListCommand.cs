using System.CommandLine;
using Sor.Cli.Output;
using Sor.Events.Samples;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event sample list</c>: which events can be made, and what can be set about them.</summary>
internal static class SampleListCommand
{
    public const string Lesson =
        """
        Below each name stand its parameters with their defaults; * is the one that --body-file sets.

        Examples:
          sor event sample list                     for people
          sor event sample list --json | jq -r '.samples[] | select(.kind == "s3") | .name'
        """;

    public static Command Create(CliContext context)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("list", "List the samples with their parameters and defaults.") { json };
        command.SetAction(parsed => parsed.GetValue(json) ? WriteJson(context) : WriteText(context));
        return command;
    }

    private static int WriteText(CliContext context)
    {
        foreach (var sample in SampleCatalog.All)
        {
            context.Output.WriteLine($"{sample.Name}  ({sample.Kind})  {sample.Summary}{(sample.IsBatch ? "; --count" : "")}");
            foreach (var parameter in sample.Parameters)
                context.Output.WriteLine($"  {(parameter.Name == sample.BodyParameter ? '*' : ' ')} {parameter.Name}={parameter.Default.TrimEnd('\n')}");
        }

        return ExitCodes.Success;
    }

    private static int WriteJson(CliContext context)
    {
        Problems.WriteJson(context, json =>
        {
            json.WriteStartArray("samples");
            foreach (var sample in SampleCatalog.All)
            {
                json.WriteStartObject();
                json.WriteString("name", sample.Name);
                json.WriteString("kind", sample.Kind);
                json.WriteString("summary", sample.Summary);
                json.WriteBoolean("isBatch", sample.IsBatch);
                json.WriteStartObject("parameters");
                foreach (var parameter in sample.Parameters)
                    json.WriteString(parameter.Name, parameter.Default);
                json.WriteEndObject();
                if (sample.BodyParameter is { } body)
                    json.WriteString("body", body);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return ExitCodes.Success;
    }
}

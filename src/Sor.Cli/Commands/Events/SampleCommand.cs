using System.Buffers.Binary;
using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sor.Cli.Output;
using Sor.Configuration;
using Sor.Events.Samples;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event sample</c>: makes an event to try a function with.</summary>
internal static class SampleCommand
{
    public const string Lesson =
        """
        The event has all members that its provider sends, with invented values. Ids are new and the time is now on each call;
        with --seed and --time the same call prints the same bytes. With --json, mistakes are JSON too.

        Examples:
          sor event sample list                                 names, parameters and defaults
          sor event sample sqs receive-message --count 3        a batch with three messages
          sor event sample s3/put --set bucket=photos --set key='my cat.jpg'
          sor event sample apigateway http-api-proxy --body-file order.json | sor invoke --event -
          sor event sample sns notification --seed 1 --time 2024-01-01T12:00:00Z > event.json
        """;

    public static Command Create(CliContext context, Action<Command, string> teach)
    {
        var name = new Argument<string[]>("NAME")
        {
            Description = "Name of the sample: two words, or one with a slash.",
            Arity = new ArgumentArity(1, 2),
        };
        FolderArgument.RefuseOptions(name);
        var set = new Option<string[]>("--set") { Description = "Give a parameter another value; can be repeated.", HelpName = "KEY=VALUE" };
        var count = new Option<int>("--count") { Description = "Number of records of a batch.", DefaultValueFactory = _ => 1, HelpName = "N" };
        var bodyFile = new Option<string?>("--body-file") { Description = "Take the payload from a file; - is STDIN.", HelpName = "FILE" };
        var seed = new Option<ulong?>("--seed") { Description = "What ids are made from: the same number, the same ids.", HelpName = "N" };
        var time = new Option<string?>("--time") { Description = "When the event happens. Default: now.", HelpName = "RFC3339" };
        var json = new Option<bool>("--json") { Description = "Print mistakes as JSON; the event always is." };
        var command = new Command("sample", "Make an event to try a function with.") { name, set, count, bodyFile, seed, time, json };
        command.SetAction((parsed, cancelled) =>
        {
            var options = new SampleOptions(
                string.Join(' ', parsed.GetRequiredValue(name)), parsed.GetValue(set) ?? [], parsed.GetValue(count), parsed.GetValue(bodyFile), parsed.GetValue(seed), parsed.GetValue(time));
            return RunAsync(context, options, parsed.GetValue(json), cancelled);
        });
        var list = SampleListCommand.Create(context);
        command.Add(list);
        teach(list, SampleListCommand.Lesson);
        return command;
    }

    private static async Task<int> RunAsync(CliContext context, SampleOptions options, bool json, CancellationToken cancelled)
    {
        try
        {
            var sample = SampleCatalog.Find(options.Name) ?? throw Unknown(options.Name);
            var request = new SampleRequest
            {
                Seed = options.Seed ?? BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))),
                Time = ReadTime(options.Time),
                Count = options.Count,
                Values = await ReadValuesAsync(context, sample, options, cancelled),
            };
            context.Output.Write(Encoding.UTF8.GetString(sample.Create(request)));
            return ExitCodes.Success;
        }
        catch (SampleException mistake)
        {
            Problems.Write(context, json, new Diagnostic { Code = CliCodes.Usage, Message = mistake.Message, Fix = mistake.Fix });
            return ExitCodes.Usage;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Problems.Write(context, json, new Diagnostic { Code = CliCodes.Usage, Message = $"the payload cannot be read: {FileProblems.Of(problem, options.BodyFile)}", Fix = "name a file that can be read" });
            return ExitCodes.Usage;
        }
    }

    private static SampleException Unknown(string name)
    {
        var near = SampleCatalog.Near(name);
        return new SampleException(
            $"there is no sample '{name}'", near.Count is > 0 and <= 20 ? $"take one of: {string.Join(", ", near)}" : "`sor event sample list` has all names");
    }

    private static DateTimeOffset ReadTime(string? text)
    {
        if (text is null)
            return TimeProvider.System.GetUtcNow();
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
            return time;
        throw new SampleException($"'{text}' is no time", "give it as 2024-01-01T12:00:00Z");
    }

    private static async Task<Dictionary<string, byte[]>> ReadValuesAsync(CliContext context, Sample sample, SampleOptions options, CancellationToken cancelled)
    {
        var values = new Dictionary<string, byte[]>();
        foreach (var assignment in options.Values)
        {
            var equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
                throw new SampleException($"'{assignment}' sets nothing", "write --set KEY=VALUE");
            values[assignment[..equals]] = Encoding.UTF8.GetBytes(assignment[(equals + 1)..]);
        }

        if (options.BodyFile is { } file)
        {
            var parameter = sample.BodyParameter ?? throw new SampleException($"{sample.Name} has no payload of its own", "leave --body-file out, or set parameters with --set");
            if (values.ContainsKey(parameter))
                throw new SampleException($"--body-file and --set {parameter} give the same", "give one of them");
            values[parameter] = await EventInput.ReadAsync(context, file, cancelled);
        }

        return values;
    }

    private sealed record SampleOptions(string Name, IReadOnlyList<string> Values, int Count, string? BodyFile, ulong? Seed, string? Time);
}

using System.CommandLine;
using System.CommandLine.Help;
using Sor.Cli.Commands;
using Sor.Cli.Commands.Events;
using Sor.Cli.Output;
using Sor.Configuration;

namespace Sor.Cli;

/// <summary>All verbs of <c>sor</c>, and what they have in common: help, mistakes on the command line, faults of our own.</summary>
internal static class CommandLine
{
    private const string Lesson =
        """
        Examples:
          sor dev examples/hello              serve a function on this machine
          sor invoke --event '{"name":"you"}' run it once and print its answer
          sor build examples/hello            make the packages for AWS Lambda
          sor conformance middlewares/mine    judge a middleware by the contract
          sor event identify event.json       which provider's event is this?

        `sor VERB --help` explains a verb with examples.

        Exit status (of every verb):
          0  done                     4  the endpoint refused the call
          1  it failed                5  nothing answers at the endpoint
          2  wrong command line       6  this machine lacks something needed
          3  wrong configuration     70  a fault of sor itself
        """;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliContext context)
    {
        var root = new RootCommand("Serverless Open Runtime: functions with middlewares, on this machine and on AWS Lambda.");
        var lessons = new Dictionary<Command, string> { [root] = Lesson };
        Add(root, lessons, DevCommand.Create(context), DevCommand.Lesson);
        Add(root, lessons, InvokeCommand.Create(context), InvokeCommand.Lesson);
        Add(root, lessons, BuildCommand.Create(context), BuildCommand.Lesson);
        Add(root, lessons, ConformanceCommand.Create(context), ConformanceCommand.Lesson);
        Add(root, lessons, EventCommand.Create(context, lessons.Add), EventCommand.Lesson);
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new TeachingHelp((HelpAction)option.Action!, lessons);

        try
        {
            // "@FILE" is an event's file here, never a file of arguments.
            var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Errors.Count > 0)
                return TellMistakes(parsed, context);

            // Signals belong to the verbs: a server ends in its own time.
            var configuration = new InvocationConfiguration
            {
                Output = context.Output,
                Error = context.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration);
        }
        catch (Exception exception)
        {
            context.Error.WriteLine($"sor: error {CliCodes.Internal}: {exception}\n  fix:     this is a fault of sor itself: please report it with the text above");
            return ExitCodes.Internal;
        }
    }

    private static void Add(RootCommand root, Dictionary<Command, string> lessons, Command command, string lesson)
    {
        root.Add(command);
        lessons.Add(command, lesson);
    }

    private static int TellMistakes(ParseResult parsed, CliContext context)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = parsed.CommandResult; at is System.CommandLine.Parsing.CommandResult command; at = command.Parent)
            names.Insert(0, command.Command.Name);
        var help = names.Count > 1 ? $"sor {string.Join(' ', names.Skip(1))} --help" : "sor --help";
        foreach (var error in parsed.Errors)
            context.Error.WriteLine($"sor: {new Diagnostic { Code = CliCodes.Usage, Message = error.Message.TrimEnd('.'), Fix = $"see {help}" }}");
        return ExitCodes.Usage;
    }
}

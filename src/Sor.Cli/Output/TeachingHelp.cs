using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Sor.Cli.Output;

/// <summary>The usual help, followed by what a command's author has to say: examples first of all.</summary>
internal sealed class TeachingHelp(HelpAction usual, IReadOnlyDictionary<Command, string> lessons) : SynchronousCommandLineAction
{
    /// <summary>Who asks for help need not have the rest of the line right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var status = usual.Invoke(parseResult);
        if (lessons.TryGetValue(parseResult.CommandResult.Command, out var lesson))
            parseResult.InvocationConfiguration.Output.WriteLine(lesson);
        return status;
    }
}

using System.CommandLine;

namespace Sor.Cli.Commands.Events;

/// <summary><c>sor event</c>: what an event is, what it becomes, and what goes back.</summary>
internal static class EventCommand
{
    public const string Lesson =
        """
        Verbs that work on an event read it from a file, or from STDIN, and print what they made of it; with --json the output is JSON, mistakes too.
        The exit status is 1 when the event is not what it must be: the message then says where, with a JSON pointer.

        Examples:
          sor event identify event.json             which provider's event is this?
          sor event identify --kinds                all kinds, and by what each is known
          sor event http event.json                 the HTTP request that it carries
          sor event reply --for event.json r.json   what its provider must be given for the answer r.json
          sor event sample sqs receive-message      make an event to try a function with
        """;

    /// <summary>The verb, and what each of its own verbs has to say in its help.</summary>
    public static Command Create(CliContext context, Action<Command, string> teach)
    {
        var command = new Command("event", "Look at an event: what it is, what it becomes, what goes back.");
        Add(IdentifyCommand.Create(context), IdentifyCommand.Lesson);
        Add(HttpRequestCommand.Create(context), HttpRequestCommand.Lesson);
        Add(ReplyCommand.Create(context), ReplyCommand.Lesson);
        Add(SampleCommand.Create(context, teach), SampleCommand.Lesson);
        return command;

        void Add(Command verb, string lesson)
        {
            command.Add(verb);
            teach(verb, lesson);
        }
    }
}

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
        Add(HttpRequestCommand.Create(context), HttpRequestCommand.Lesson);
        Add(ReplyCommand.Create(context), ReplyCommand.Lesson);

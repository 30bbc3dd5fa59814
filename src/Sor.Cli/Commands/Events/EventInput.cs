using System.CommandLine;
using Sor.Cli.Output;
using Sor.Configuration;
using Sor.Events;

namespace Sor.Cli.Commands.Events;

/// <summary>The event that a verb of <c>sor event</c> works on, and what is said when it is none.</summary>
internal static class EventInput
{
    // Above every provider's limit; bounds what a wrong file can cost.
    private const int LimitBytes = 64 * 1024 * 1024;

    public static Argument<string?> FileArgument(string what = "The event")
    {
        var file = new Argument<string?>("FILE")
        {
            Description = $"{what}: a file with JSON, or - for STDIN, which is the default.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        FolderArgument.RefuseOptions(file);
        return file;
    }

    /// <summary>Reads it and works on it; turns what can be wrong with it into a message and an exit status.</summary>
    public static Task<int> UseAsync(CliContext context, string? file, bool json, Func<byte[], int> work, CancellationToken cancelled) =>
        UseAsync(context, file, json, bytes => Task.FromResult(work(bytes)), cancelled);

    /// <inheritdoc cref="UseAsync(CliContext, string?, bool, Func{byte[], int}, CancellationToken)"/>
    /// <param name="context">The terminal.</param>
    /// <param name="file">A path, or - or null for STDIN.</param>
    /// <param name="json">Whether problems are told as JSON.</param>
    /// <param name="work">What is done with the bytes; gives the exit status.</param>
    /// <param name="cancelled">Ends it.</param>
    /// <param name="what">What it is: an event, or the answer to one.</param>
    public static async Task<int> UseAsync(
        CliContext context, string? file, bool json, Func<byte[], Task<int>> work, CancellationToken cancelled, string what = "event")
    {
        try
        {
            return await work(await ReadAsync(context, file, cancelled));
        }
        catch (EventFormatException problem)
        {
            Problems.Write(context, json, new Diagnostic
            {
                Code = CliCodes.BadEvent,
                Message = $"the {what} is not what it must be: {problem.Message}",
                Fix = what == "event" ? "mend the event; `sor event sample list` shows events of every kind that can be made" : $"mend the {what}",
            });
            return ExitCodes.FunctionError;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            Problems.Write(context, json, new Diagnostic { Code = CliCodes.BadEvent, Message = $"the {what} cannot be read: {FileProblems.Of(problem, file)}", Fix = $"name a file that can be read, or give the {what} on STDIN" });
            return ExitCodes.Usage;
        }
    }

    /// <summary>All bytes of a file, or of STDIN.</summary>
    public static async Task<byte[]> ReadAsync(CliContext context, string? file, CancellationToken cancelled)
    {
        await using var opened = file is null or "-" ? null : File.OpenRead(context.FullPath(file));
        var input = opened ?? context.Input;
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (int size; (size = await input.ReadAsync(buffer, cancelled)) > 0;)
        {
            if (all.Length + size > LimitBytes)
                throw new IOException($"it is larger than {LimitBytes} bytes");
            all.Write(buffer, 0, size);
        }

        return all.ToArray();
    }
}

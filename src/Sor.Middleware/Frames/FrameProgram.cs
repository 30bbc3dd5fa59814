using System.Globalization;
using System.Text;

namespace Sor.Middleware.Frames;

/// <summary>The ends of a persistent program's life: takes the channel, and tells how it ended.</summary>
internal static class FrameProgram
{
    internal const string ChannelVariable = "SOR_CHANNEL_FD";

    private const int BrokenStatus = 1;

    internal static int Run(MiddlewareProgram program, string channel)
    {
        // First of all: children of the program must neither hold the channel open nor take it for theirs.
        if (!int.TryParse(channel, NumberStyles.None, CultureInfo.InvariantCulture, out var descriptor) || !SystemCalls.TryTake(descriptor))
            return Tell($"{ChannelVariable} is \"{channel}\", which is no open descriptor; the host sets it, unset it to run the program as an executable");
        Environment.SetEnvironmentVariable(ChannelVariable, null);
        try
        {
            return new FrameWorker(program, descriptor).Run();
        }
        catch (HostGoneException)
        {
            // Nobody is left to answer to. At once: a thread of the program could keep an ordinary end waiting for ever.
            Environment.Exit(0);
            return 0;
        }
        catch (ChannelBrokenException problem)
        {
            return Tell($"the channel to the host is broken: {problem.Message}");
        }
        catch (IOException problem)
        {
            return Tell($"the channel to the host is broken: {problem.Message}");
        }
    }

    private static int Tell(string problem)
    {
        _ = SystemCalls.TryWriteAll(SystemCalls.StandardError, Encoding.UTF8.GetBytes($"sor: {problem}\n"));
        return BrokenStatus;
    }
}

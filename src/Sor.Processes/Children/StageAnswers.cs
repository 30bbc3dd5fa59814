namespace Sor.Processes;

/// <summary>What is common to the answers of all kinds of programs.</summary>
internal static class StageAnswers
{
    /// <summary>
    /// Content type of an answer that names none: its input's, as a middleware most often changes a payload without changing its form. The input
    /// of a handler, and the failure that an <c>error</c> phase recovers from, say nothing about the response: it is JSON then.
    /// </summary>
    internal static string DefaultContentType(Phase phase, bool isReply, in Invocation invocation) =>
        phase == Phase.Handle || (phase == Phase.Error && isReply) ? ContentTypes.Json : invocation.Payload.ContentType;
}

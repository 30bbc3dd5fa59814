namespace Sor.Processes;

/// <summary>What is common to the answers of all kinds of programs.</summary>
internal static class StageAnswers
{
    /// <summary>
    /// Content type of an answer that names none: its input's, as a middleware most often changes a payload without changing its form. What
    /// answers an event, a handler or a reply, is JSON: the event, or the failure that an <c>error</c> phase recovers from, says nothing about it.
    /// </summary>
    internal static string DefaultContentType(Phase phase, bool isReply, in Invocation invocation) =>
        phase == Phase.Handle || isReply ? ContentTypes.Json : invocation.Payload.ContentType;
}

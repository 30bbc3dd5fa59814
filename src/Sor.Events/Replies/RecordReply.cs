namespace Sor.Events.Replies;

/// <summary>What became of one record.</summary>
public enum RecordResult : byte
{
    Succeeded,

    /// <summary>It failed: it shall come again, or be put aside, as the source does.</summary>
    Failed,

    /// <summary>It was not looked at, as one before it failed.</summary>
    Skipped,
}

/// <summary>What became of one record, and what the function answered to it.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Data">The answer, for sources that want one for each record; empty is none.</param>
public readonly record struct RecordReply(RecordResult Result, ReadOnlyMemory<byte> Data = default)
{
    internal bool IsFailure => Result != RecordResult.Succeeded;
}

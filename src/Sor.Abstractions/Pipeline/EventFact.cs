namespace Sor;

/// <summary>What can be known of an event beside its bytes. All are texts.</summary>
public enum EventFact : byte
{
    /// <summary>Name of the recognised kind, such as <c>sqs</c>; <c>raw</c> for what no rule knows.</summary>
    Kind,

    /// <summary><c>id</c> of the CloudEvent that the event is, or would become.</summary>
    Id,

    /// <summary><c>source</c> of it.</summary>
    Source,

    /// <summary><c>type</c> of it.</summary>
    Type,

    /// <summary><c>subject</c> of it, if it has one.</summary>
    Subject,

    /// <summary>Method of the HTTP request that the event carries, if it carries one.</summary>
    Method,

    /// <summary>Path and query of it, percent-encoded as the caller's.</summary>
    Target,

    /// <summary>Path of it alone.</summary>
    Path,
}

namespace Sor;

/// <summary>Parts of the context that a stage is told only if it asks for them, because they have to be worked out.</summary>
[Flags]
public enum ContextParts : byte
{
    None = 0,

    /// <summary>What the event is: <c>kind</c>, <c>id</c>, <c>source</c>, <c>type</c>, <c>subject</c>, <c>idempotencyKey</c>.</summary>
    Event = 1,

    /// <summary>The HTTP request without its body: <c>method</c>, <c>target</c>, <c>path</c>, <c>headers</c>.</summary>
    Http = 2,
}

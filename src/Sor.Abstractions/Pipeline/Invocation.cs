namespace Sor;

/// <summary>One attempt to run the handler for one event: what is known about it, and the payload as it stands.</summary>
public readonly record struct Invocation(InvocationContext Context, Payload Payload)
{
    public Invocation With(Payload payload) => new(Context, payload);
}

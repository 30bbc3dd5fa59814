namespace Sor;

/// <summary>
/// Bytes with a content type; nothing in between ever parses them unasked. The bytes belong to the invocation
/// (<see cref="InvocationBuffers"/>) and stay valid until its answer has been taken.
/// </summary>
public readonly record struct Payload(ReadOnlyMemory<byte> Bytes, string ContentType);

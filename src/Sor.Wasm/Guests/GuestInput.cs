namespace Sor.Wasm.Guests;

/// <summary>What a guest is given.</summary>
/// <param name="Arguments">Its argument vector, each with a NUL at its end.</param>
/// <param name="Variables">Its environment, each <c>NAME=VALUE</c> with a NUL at its end.</param>
/// <param name="Payload">Its STDIN.</param>
/// <param name="DeadlineTimestamp">When it is stopped, a timestamp of the monotonic clock.</param>
internal readonly record struct GuestInput(byte[][] Arguments, byte[][] Variables, ReadOnlyMemory<byte> Payload, long DeadlineTimestamp);

/// <summary>Takes lines of STDERR.</summary>
internal interface IGuestLog
{
    void Write(string line);
}

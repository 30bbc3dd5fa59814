using Sor.Protocol;

namespace Sor.Processes;

/// <summary>What takes the frames of a channel.</summary>
internal interface IFrameSink : IFrameBodies
{
    /// <summary>A frame has come; header and body are valid during the call, the body in the memory that was rented for it.</summary>
    void Take(FrameHeader header, ReadOnlyMemory<byte> body);

    /// <summary>What came is no frame; the channel is of no use any more.</summary>
    void OnBroken(string problem);

    /// <summary>The other side has closed its end.</summary>
    void OnEnd();

    /// <summary>All that was to be sent has been taken, after it had to wait for room.</summary>
    void OnSent();
}

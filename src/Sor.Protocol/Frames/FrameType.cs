namespace Sor.Protocol;

/// <summary>Types of frames that a worker may send. Types this version does not know are <see cref="Unknown"/> and ignored.</summary>
public enum FrameType
{
    Unknown,
    Ready,
    Result,
    Reply,
    Error,
    Note,
    Log,
    Pong,
}

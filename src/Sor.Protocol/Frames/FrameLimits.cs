namespace Sor.Protocol;

/// <summary>Bounds of frames version 1; both travel in <c>hello</c>.</summary>
public static class FrameLimits
{
    /// <summary>Largest header, its line feed included.</summary>
    public const int HeaderBytes = 64 * 1024;

    /// <summary>Largest body: Lambda's own limit of a response.</summary>
    public const int PayloadBytes = (6 * 1024 * 1024) + 100;
}

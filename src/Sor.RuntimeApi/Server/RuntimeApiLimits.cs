namespace Sor.RuntimeApi.Server;

/// <summary>Sizes that the Lambda service enforces on the side of the runtime.</summary>
public static class RuntimeApiLimits
{
    /// <summary>Largest buffered response: 6 MiB and the 100 bytes that the service allows on top of what it advertises.</summary>
    public const int ResponseBytes = (6 * 1024 * 1024) + 100;

    /// <summary>Largest body of an error report.</summary>
    public const int ErrorBytes = 1024 * 1024;

    /// <summary>Largest header block: the X-Ray cause of an error alone may be just under 1 MiB.</summary>
    public const int HeaderBytes = 2 * 1024 * 1024;
}

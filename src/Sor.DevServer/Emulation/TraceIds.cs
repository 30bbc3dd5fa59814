using System.Globalization;

namespace Sor.DevServer.Emulation;

/// <summary>X-Ray trace headers for calls that bring none.</summary>
internal static class TraceIds
{
    /// <summary>A fresh trace that nobody samples.</summary>
    public static string Create(TimeProvider time)
    {
        var root = Guid.NewGuid().ToString("N")[..24];
        var parent = Guid.NewGuid().ToString("N")[..16];
        return string.Create(CultureInfo.InvariantCulture, $"Root=1-{time.GetUtcNow().ToUnixTimeSeconds():x8}-{root};Parent={parent};Sampled=0");
    }
}

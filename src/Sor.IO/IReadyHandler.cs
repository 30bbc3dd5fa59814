using Sor.Native;

namespace Sor.IO;

/// <summary>Is called when a watched descriptor is ready.</summary>
public interface IReadyHandler
{
    void OnReady(Readiness readiness);
}

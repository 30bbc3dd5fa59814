namespace Sor.DevServer.Functions;

/// <summary>Where the function that is served comes from: a folder with its sources, or packages built for Lambda.</summary>
internal interface IFunctionSource : IDisposable
{
    /// <summary>Folder whose changes restart the function; null: it cannot change.</summary>
    string? WatchedFolder { get; }

    /// <summary>Reads the configuration as it is now. Called at start and after each change.</summary>
    FunctionReading Read();
}

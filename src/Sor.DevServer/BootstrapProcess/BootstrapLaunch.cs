namespace Sor.DevServer.BootstrapProcess;

/// <summary>How a <c>bootstrap</c> is started: complete, nothing is added but its descriptors.</summary>
/// <param name="Path">Absolute path of the program.</param>
/// <param name="Arguments">The argument vector, the program's name first.</param>
/// <param name="Directory">Working directory.</param>
/// <param name="Environment">The whole environment.</param>
internal sealed record BootstrapLaunch(
    string Path, IReadOnlyList<string> Arguments, string Directory, IReadOnlyDictionary<string, string> Environment);

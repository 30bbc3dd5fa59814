namespace Sor.RuntimeApi;

/// <summary>The platform can no longer be talked to: the process reports it and exits.</summary>
public sealed class RuntimeApiException(string message) : Exception(message);

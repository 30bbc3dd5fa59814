namespace Sor.Configuration;

/// <summary>What a package asks for. Recorded and shown; of these the environment is enforced in this version.</summary>
public sealed class CapabilityRequests
{
    public static CapabilityRequests None { get; } = new();

    /// <summary>Names of variables of the function's environment.</summary>
    public IReadOnlyList<string> Variables { get; init; } = [];

    /// <summary>Places on the network, each <c>host:port</c>.</summary>
    public IReadOnlyList<string> Network { get; init; } = [];

    /// <summary>Absolute paths of files and folders.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>Names of secrets.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether it wants the credentials of the function's role.</summary>
    public bool Credentials { get; init; }

    public bool IsEmpty => Variables.Count + Network.Count + Paths.Count + Secrets.Count == 0 && !Credentials;
}

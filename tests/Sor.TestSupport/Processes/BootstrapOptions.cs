namespace Sor.TestSupport;

/// <summary>How a bootstrap under test is started.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Variables on top of Lambda's; null removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>How it is told the host of the Runtime API.</summary>
    public string ApiHost { get; init; } = "127.0.0.1";

    /// <summary>How the Runtime API answers an init error, which may come as soon as the bootstrap has been started.</summary>
    public PostAnswering InitErrorAnswering { get; init; } = PostAnswering.Accept;

    /// <summary>A folder that it finds as <c>/opt</c>, in a mount namespace of its own; null: the machine's own.</summary>
    public string? Opt { get; init; }
}

namespace Sor.DevServer;

/// <summary>What <c>sor dev</c> is asked to do.</summary>
public sealed record DevServerOptions
{
    /// <summary>The port that people know; another one is taken when it is busy.</summary>
    public const int DefaultPort = 3000;

    /// <summary>Folder of the function, absolute. With packages: where <c>.sor/dev.json</c> is left.</summary>
    public required string Folder { get; init; }

    /// <summary>Path of the <c>bootstrap</c>, absolute. Not used with packages, which bring their own.</summary>
    public required string Bootstrap { get; init; }

    /// <summary>The function's zip, absolute, to be run as Lambda would run it; null: the folder itself is served.</summary>
    public string? FunctionZip { get; init; }

    /// <summary>The layers' zips, absolute, in order. Only with <see cref="FunctionZip"/>; at most <see cref="MaxLayers"/>.</summary>
    public IReadOnlyList<string> LayerZips { get; init; } = [];

    /// <summary>Lambda's own limit.</summary>
    public const int MaxLayers = 5;

    /// <summary>Port to listen on. Default <see cref="DefaultPort"/>; 0: any free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Report as JSON lines instead of text.</summary>
    public bool Json { get; init; }

    /// <summary>Colours in text reports.</summary>
    public bool UseColor { get; init; }
}

namespace Sor.Packaging;

/// <summary>One file or symbolic link of an archive. Folders have no entries: they follow from the paths.</summary>
public sealed record ArchiveEntry
{
    /// <summary>Relative path with <c>/</c>, unique in its archive.</summary>
    public required string Path { get; init; }

    /// <summary>Where the content is read from; null when <see cref="Content"/> has it.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The content itself; of a link, its target.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    public bool IsLink { get; init; }

    /// <summary>Whether it gets mode 0755 instead of 0644.</summary>
    public bool IsExecutable { get; init; }

    /// <summary>Size of the content in bytes.</summary>
    public required long Length { get; init; }
}

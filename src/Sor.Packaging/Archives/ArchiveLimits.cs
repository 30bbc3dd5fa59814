namespace Sor.Packaging;

/// <summary>Lambda's limits of zip packages. Its MB has 1,024 KB.</summary>
public static class ArchiveLimits
{
    /// <summary>Function and all its layers together, unpacked.</summary>
    public const long UnzippedBytes = 250L * 1024 * 1024;

    /// <summary>Above this a zip cannot be uploaded directly, only by way of S3.</summary>
    public const long DirectUploadBytes = 50L * 1024 * 1024;

    /// <summary>No limit of Lambda's; far above what fits into <see cref="UnzippedBytes"/> with files of a useful size.</summary>
    public const int Entries = 200_000;
}

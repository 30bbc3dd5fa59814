namespace Sor.Native;

/// <summary>How a path is opened.</summary>
public enum OpenMode
{
    Read,
    ReadNonBlocking,
    Write,
    WriteNonBlocking,
    ReadWriteNonBlocking,
}

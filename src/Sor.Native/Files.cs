namespace Sor.Native;

/// <summary>Questions about and changes of paths that the base library answers less directly.</summary>
public static unsafe class Files
{
    private const int MayExecute = 1;

    /// <summary>Whether this process may execute the file (0), or the error number.</summary>
    public static int CheckExecutable(string path)
    {
        fixed (byte* bytes = Descriptors.Utf8(path))
        {
            return Libc.Access(bytes, MayExecute) == 0 ? 0 : ErrorNumber.Last;
        }
    }

    /// <summary>Makes a named pipe that only its owner may use; 0 or the error number.</summary>
    public static int MakeFifo(string path)
    {
        fixed (byte* bytes = Descriptors.Utf8(path))
        {
            return Libc.MakeFifo(bytes, 0x180) == 0 ? 0 : ErrorNumber.Last;
        }
    }

    public static void Remove(string path)
    {
        fixed (byte* bytes = Descriptors.Utf8(path))
        {
            _ = Libc.Unlink(bytes);
        }
    }
}

namespace Sor.Native;

/// <summary>This process, to be another program.</summary>
public static unsafe class ProcessImage
{
    /// <summary>
    /// Becomes another program, with the same environment, identity and open descriptors (but those that close by themselves). Comes back only
    /// when that fails, with the error number.
    /// </summary>
    public static int Replace(string path)
    {
        fixed (byte* bytes = Descriptors.Utf8(path))
        {
            var arguments = stackalloc byte*[] { bytes, null };
            _ = Libc.ExecV(bytes, arguments);
            return ErrorNumber.Last;
        }
    }
}

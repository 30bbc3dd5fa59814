namespace Sor.Native;

/// <summary>This process, to be another program.</summary>
public static unsafe class ProcessImage
{
    /// <summary>
    /// Becomes another program, with the same environment and identity, and without the descriptors that <see cref="Descriptors.ReserveLowNumbers"/>
    /// has marked. Comes back only when that fails, with the error number.
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

    /// <summary>A descriptor that the other program gets too.</summary>
    public static void Keep(Descriptor descriptor) => Descriptors.ClearCloseOnExec(descriptor);
}

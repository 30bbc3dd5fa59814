using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Sor.Wasm.Modules;

/// <summary>
/// Reads files that are going to be executed: the file and every folder above it must belong to root or to the user of this
/// process, and nobody else may write to them. So nothing below <c>/tmp</c> is ever taken.
/// </summary>
internal static unsafe partial class TrustedFile
{
    private const int FollowLinks = 0;
    private const uint TypeModeOwner = 0x1 | 0x2 | 0x8;
    private const int CurrentFolder = -100;
    private const int OwnerAt = 20;
    private const int ModeAt = 28;
    private const int StatusBytes = 256;
    private const int WritableByOthers = 0x12;

    /// <summary>Its bytes; null, and why, if it cannot be trusted or read.</summary>
    internal static byte[]? Read(string path, int limit, out string problem)
    {
        try
        {
            using var handle = File.OpenHandle(path);

            // Where the open file really is: links may point anywhere.
            var real = File.ResolveLinkTarget($"/proc/self/fd/{handle.DangerousGetHandle()}", false)?.FullName ?? path;
            for (var part = real; part is not null; part = Path.GetDirectoryName(part))
            {
                if (Untrusted(part) is { } reason)
                {
                    problem = reason;
                    return null;
                }
            }

            return ReadAll(handle, limit, out problem);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            problem = failure.Message;
            return null;
        }
    }

    private static byte[]? ReadAll(SafeFileHandle handle, int limit, out string problem)
    {
        var length = RandomAccess.GetLength(handle);
        problem = $"it has {length} bytes, the limit is {limit}";
        if (length > limit)
            return null;
        var bytes = new byte[length];
        var count = 0;
        while (count < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(count), count) is > 0 and var n)
            count += n;
        problem = "it became shorter while it was read";
        return count == bytes.Length ? bytes : null;
    }

    private static string? Untrusted(string path)
    {
        var status = stackalloc byte[StatusBytes];
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            if (Status(CurrentFolder, name, FollowLinks, TypeModeOwner, status) != 0)
                return $"{path} cannot be looked at";
        }

        var owner = BinaryPrimitives.ReadUInt32LittleEndian(new ReadOnlySpan<byte>(status + OwnerAt, 4));
        if (owner != 0 && owner != EffectiveUser())
            return $"{path} belongs to another user";
        return (BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(status + ModeAt, 2)) & WritableByOthers) != 0
            ? $"others may write to {path}"
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    private static partial int Status(int folder, byte* path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}

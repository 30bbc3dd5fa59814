using System.Runtime.InteropServices;
using System.Text;

namespace Sor.Native;

/// <summary>
/// A program ready to be started many times: path, argument vector and environment stand in native memory once.
/// The child leads its own process group, has default signal dispositions and an empty mask, and gets exactly the
/// descriptors named at <see cref="Start"/>.
/// </summary>
public sealed unsafe class SpawnTemplate : IDisposable
{
    // Larger than the structures of glibc (80 and 336 bytes) and musl on 64-bit machines.
    private const int ActionsSize = 256;
    private const int AttributesSize = 512;
    private const int SignalSetSize = 128;
    private const short SetGroup = 2;
    private const short SetDefaultSignals = 4;
    private const short SetMask = 8;

    private readonly byte* _path;
    private readonly byte* _directory;
    private readonly byte** _argv;
    private readonly byte** _envp;
    private readonly byte* _attributes;
    private bool _disposed;

    /// <param name="path">Absolute path of the file to execute.</param>
    /// <param name="arguments">The argument vector, the program's name first.</param>
    /// <param name="environment">The complete environment, <c>NAME=value</c> each.</param>
    /// <param name="directory">Working directory of the child; null: ours.</param>
    public SpawnTemplate(string path, IReadOnlyList<string> arguments, IReadOnlyList<string> environment, string? directory)
    {
        Path = path;
        _path = Copy(path);
        _directory = directory is null ? null : Copy(directory);
        _argv = CopyAll(arguments);
        _envp = CopyAll(environment);
        _attributes = (byte*)NativeMemory.AllocZeroed(AttributesSize);
        var set = stackalloc byte[SignalSetSize];
        _ = Libc.SpawnAttributesInit(_attributes);
        _ = Libc.SpawnAttributesSetFlags(_attributes, SetGroup | SetDefaultSignals | SetMask);
        _ = Libc.SpawnAttributesSetGroup(_attributes, 0);
        _ = Libc.SignalSetFill(set);
        _ = Libc.SpawnAttributesSetDefaultSignals(_attributes, set);
        _ = Libc.SignalSetEmpty(set);
        _ = Libc.SpawnAttributesSetMask(_attributes, set);
    }

    public string Path { get; }

    /// <summary>Starts the program. Throws <see cref="NativeException"/> with the reason that exec gave.</summary>
    /// <param name="descriptors">Which of ours becomes which number in the child. Ours lie at 10 and above.</param>
    public ChildProcess Start(ReadOnlySpan<(Descriptor Source, int Target)> descriptors)
    {
        var actions = stackalloc byte[ActionsSize];
        _ = Libc.FileActionsInit(actions);
        int pid;
        int error;
        try
        {
            foreach (var (source, target) in descriptors)
                _ = Libc.FileActionsAddDup2(actions, source.Number, target);
            if (_directory != null)
                _ = Libc.FileActionsAddChangeDirectory(actions, _directory);
            error = Libc.PosixSpawn(&pid, _path, actions, _attributes, _argv, _envp);
        }
        finally
        {
            _ = Libc.FileActionsDestroy(actions);
        }

        return error == 0 ? ChildProcess.Adopt(pid) : throw new NativeException($"start {Path}", error);
    }

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        NativeMemory.Free(_path);
        NativeMemory.Free(_directory);
        NativeMemory.Free(_attributes);
        FreeAll(_argv);
        FreeAll(_envp);
    }

    private static byte* Copy(string text)
    {
        var size = Encoding.UTF8.GetByteCount(text);
        var copy = (byte*)NativeMemory.Alloc((nuint)size + 1);
        _ = Encoding.UTF8.GetBytes(text, new Span<byte>(copy, size));
        copy[size] = 0;
        return copy;
    }

    private static byte** CopyAll(IReadOnlyList<string> texts)
    {
        var list = (byte**)NativeMemory.Alloc((nuint)(texts.Count + 1), (nuint)sizeof(byte*));
        for (var i = 0; i < texts.Count; i++)
            list[i] = Copy(texts[i]);
        list[texts.Count] = null;
        return list;
    }

    private static void FreeAll(byte** list)
    {
        for (var i = 0; list[i] != null; i++)
            NativeMemory.Free(list[i]);
        NativeMemory.Free(list);
    }
}

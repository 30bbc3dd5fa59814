using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

public sealed class FolderScanTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DiagnosticList _diagnostics = new(file: null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lists_files_with_their_executable_bits_in_ordinal_order()
    {
        _folder.Write("b/z.sh", "#!/bin/sh\n", executable: true);
        _folder.Write("b.py", "1");
        _folder.Write("B.py", "12");
        _folder.Write("äöü/empty", "");
        _folder.Folder("nothing-in-it");

        var entries = Scan();

        Assert.Equal(["B.py", "b/z.sh", "b.py", "äöü/empty"], entries.Select(static entry => entry.Path));
        Assert.Equal([2L, 10, 1, 0], entries.Select(static entry => entry.Length));
        Assert.Equal(["b/z.sh"], entries.Where(static entry => entry.IsExecutable).Select(static entry => entry.Path));
    }

    [Fact]
    public void Leaves_out_histories_and_caches_at_any_depth()
    {
        _folder.Write("app.py", "");
        _folder.Write(".git/config", "");
        _folder.Write(".sor/build/function.zip", "");
        _folder.Write("lib/__pycache__/a.cpython-312.pyc", "");
        _folder.Write("lib/a.pyc", "");
        _folder.Write("node_modules/.cache/x", "");
        _folder.Write("node_modules/a/index.js", "");

        Assert.Equal(["app.py", "node_modules/a/index.js"], Scan().Select(static entry => entry.Path));
    }

    [Theory]
    [InlineData("link", "app.py")]
    [InlineData("bin/link", "../lib/app.py")]
    [InlineData("bin/deep/link", "../../lib")]
    [InlineData("link", "not-there")]
    public void Accepts_links_that_stay_inside(string link, string target)
    {
        Link(link, target);

        var entry = Assert.Single(Scan());

        Assert.True(entry.IsLink);
        Assert.Equal(target, Encoding.UTF8.GetString(entry.Content.Span));
    }

    [Theory]
    [InlineData("link", "/etc/passwd")]
    [InlineData("link", "../outside")]
    [InlineData("bin/link", "../../outside")]
    [InlineData("link", "lib/../app.py")]
    [InlineData("link", "./app.py")]
    public void Rejects_links_that_could_lead_out(string link, string target)
    {
        Link(link, target);

        Assert.Empty(Scan());
        var diagnostic = Assert.Single(_diagnostics.ToSorted());
        Assert.Equal(DiagnosticCodes.LinkLeavesFolder, diagnostic.Code);
        Assert.Equal(_folder[link], diagnostic.File);
        Assert.Contains(target, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_walk_into_linked_folders()
    {
        _folder.Write("lib/a.py", "");
        Link("again", "lib");
        Link("lib/loop", "../lib");

        Assert.Equal(["again", "lib/a.py", "lib/loop"], Scan().Select(static entry => entry.Path));
    }

    [Fact]
    public void Rejects_a_pipe_without_opening_it()
    {
        using var maker = Process.Start("mkfifo", _folder["pipe"]);
        maker.WaitForExit();

        Assert.Empty(Scan());
        Assert.Equal(DiagnosticCodes.UnsupportedFile, Assert.Single(_diagnostics.ToSorted()).Code);
    }

    [Fact]
    public void Rejects_a_socket()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder["socket"]));

        Assert.Empty(Scan());
        Assert.Equal(DiagnosticCodes.UnsupportedFile, Assert.Single(_diagnostics.ToSorted()).Code);
    }

    [Theory]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public void Rejects_names_that_not_every_system_can_unpack(string name)
    {
        _folder.Write(name, "");

        Assert.Empty(Scan());
        Assert.Equal(DiagnosticCodes.UnsupportedFile, Assert.Single(_diagnostics.ToSorted()).Code);
    }

    private IReadOnlyList<ArchiveEntry> Scan() => FolderScan.Read(_folder.Path, prefix: "", IgnoreRules.Of(IgnoreRules.Always), _diagnostics);

    private void Link(string path, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.CreateSymbolicLink(_folder[path], target);
    }
}

using System.IO.Compression;
using System.Text;
using Sor.Configuration;

namespace Sor.Packaging.Tests;

public sealed class ArchiveExtractorTests : IDisposable
{
    private const int Link = 0xA1FF;
    private const int Executable = 0x81ED;
    private const int Plain = 0x81A4;

    private readonly TemporaryFolder _folder = new();
    private readonly DiagnosticList _diagnostics = new(file: null);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Unpacks_files_folders_links_and_modes()
    {
        var zip = Zip(("lib/", 0, ""), ("lib/a.py", Plain, "a"), ("./run.sh", Executable, "b"), ("lib/link", Link, "../run.sh"), ("other", 0, "c"));

        Assert.True(Extract(zip));
        Assert.Equal("a", File.ReadAllText(Out("lib/a.py")));
        Assert.Equal("../run.sh", new FileInfo(Out("lib/link")).LinkTarget);
        Assert.Equal("b", File.ReadAllText(Out("lib/link")));
        Assert.Equal("rwxr-xr-x rw-r--r-- rw-r--r--", $"{Mode("run.sh")} {Mode("lib/a.py")} {Mode("other")}");
    }

    [Fact]
    public void Lets_later_entries_overwrite_earlier_ones_without_following_links()
    {
        File.WriteAllText(_folder["outside"], "untouched");
        var first = Zip(("a", Plain, "1"), ("b", Link, "a"));
        var second = Zip(("b", Plain, "2"), ("a", Link, "b"));

        Assert.True(Extract(first, second));
        Assert.Equal("2", File.ReadAllText(Out("b")));
        Assert.Equal("b", new FileInfo(Out("a")).LinkTarget);
    }

    [Theory]
    [InlineData("../evil", Plain, "x")]
    [InlineData("a/../../evil", Plain, "x")]
    [InlineData("/tmp/evil", Plain, "x")]
    [InlineData("a\\..\\..\\evil", Plain, "x")]
    [InlineData("a//b", Plain, "x")]
    [InlineData("a/./b", Plain, "x")]
    [InlineData("..", Plain, "x")]
    [InlineData("a\nb", Plain, "x")]
    [InlineData("../", 0, "")]
    [InlineData("link", Link, "/etc")]
    [InlineData("link", Link, "../..")]
    [InlineData("link", Link, "a/../../..")]
    [InlineData("link", Link, "")]
    public void Rejects_what_leads_out_of_the_folder(string name, int mode, string content)
    {
        Assert.False(Extract(Zip((name, mode, content))));

        var diagnostic = Assert.Single(_diagnostics.ToSorted());
        Assert.Equal(DiagnosticCodes.BadArchive, diagnostic.Code);
        Assert.Equal(["1.zip", "out"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Directory.EnumerateFileSystemEntries(Out("")), static _ => true);
    }

    [Fact]
    public void Rejects_a_file_that_would_be_written_through_a_link()
    {
        Assert.False(Extract(Zip(("real/a", Plain, "1"), ("link", Link, "real"), ("link/b", Plain, "2"))));
        Assert.False(File.Exists(Out("real/b")));
    }

    [Fact]
    public void Rejects_a_folder_in_the_place_of_a_file_and_a_file_in_the_place_of_a_folder()
    {
        Assert.False(Extract(Zip(("a", Plain, "1"), ("a/b", Plain, "2"))));
        Assert.False(Extract(Zip(("c/d", Plain, "1"), ("c", Plain, "2"))));
    }

    [Fact]
    public void Rejects_more_bytes_than_allowed_by_counting_them()
    {
        var zip = Zip(("a", Plain, new string('0', 600)), ("b", Plain, new string('0', 600)));

        Assert.False(new ArchiveExtractor(1199, _diagnostics).Extract(zip, _folder.Folder("out")));
        Assert.True(new ArchiveExtractor(1200, _diagnostics).Extract(zip, _folder.Folder("out2")));
    }

    [Fact]
    public void Rejects_a_link_with_a_large_target()
    {
        Assert.False(Extract(Zip(("link", Link, new string('a', 5000)))));
    }

    [Fact]
    public void Rejects_what_is_no_zip()
    {
        Assert.False(Extract(_folder.Write("1.zip", "this is no zip")));
        Assert.False(Extract(_folder["missing.zip"]));
    }

    [Fact]
    public void Never_throws_on_a_zip_with_changed_bytes()
    {
        var good = File.ReadAllBytes(Zip(("lib/a.py", Plain, "a"), ("run.sh", Executable, new string('b', 3000)), ("link", Link, "run.sh")));
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var bytes = good[..(round % 10 == 0 ? random.Next(good.Length) : good.Length)];
            for (var change = random.Next(1, 4); change > 0 && bytes.Length > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            File.WriteAllBytes(_folder["changed.zip"], bytes);
            Extract(_folder["changed.zip"]);
            LambdaLayout.Delete(Out(""));
        }

        Assert.Equal(["1.zip", "changed.zip"], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private string Out(string path) => _folder[Path.Combine("out", path)];

    private bool Extract(params string[] zips)
    {
        var extractor = new ArchiveExtractor(maxBytes: 1024 * 1024, _diagnostics);
        var folder = _folder.Folder("out");
        return zips.All(zip => extractor.Extract(zip, folder));
    }

    private string Mode(string path)
    {
        var mode = (int)File.GetUnixFileMode(Out(path));
        return string.Concat(Enumerable.Range(0, 9).Select(bit => (mode & (0x100 >> bit)) != 0 ? "rwxrwxrwx"[bit] : '-'));
    }

    private string Zip(params (string Name, int Mode, string Content)[] entries)
    {
        var path = _folder[$"{Directory.GetFiles(_folder.Path, "*.zip").Length + 1}.zip"];
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, mode, content) in entries)
        {
            var entry = archive.CreateEntry(name);
            entry.ExternalAttributes = mode << 16;
            using var stream = entry.Open();
            stream.Write(Encoding.UTF8.GetBytes(content));
        }

        return path;
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Sor.Packaging.Tests;

public sealed class ArchiveWriterTests
{
    private static readonly ArchiveEntry[] Entries =
    [
        Entry("z.sh", "#!/bin/sh", executable: true),
        Entry("a.py", new string('a', 300_000)),
        Entry("Ä/link", "../a.py", link: true),
        Entry("empty", ""),
    ];

    [Fact]
    public void Writes_the_same_bytes_whatever_the_order_of_the_entries()
    {
        Assert.Equal(Write(Entries), Write(Entries.Reverse()));
    }

    [Fact]
    public void Writes_ordinal_order_one_time_and_modes_of_two_kinds()
    {
        using var archive = new ZipArchive(new MemoryStream(Write(Entries)));

        Assert.Equal(
            ["a.py 100644", "empty 100644", "z.sh 100755", "Ä/link 120777"],
            archive.Entries.Select(static entry => $"{entry.FullName} {Convert.ToString((entry.ExternalAttributes >> 16) & 0xFFFF, 8)}"));
        Assert.All(archive.Entries, static entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
    }

    [Fact]
    public void Says_that_the_modes_are_those_of_unix()
    {
        var zip = Write(Entries);
        var directory = (int)BinaryPrimitives.ReadUInt32LittleEndian(zip.AsSpan(zip.Length - 22 + 16));

        Assert.Equal("PK\u0001\u0002"u8, zip.AsSpan(directory, 4));
        Assert.Equal(3, zip[directory + 5]);
    }

    private static byte[] Write(IEnumerable<ArchiveEntry> entries)
    {
        using var zip = new MemoryStream();
        ArchiveWriter.Write(entries, zip);
        return zip.ToArray();
    }

    private static ArchiveEntry Entry(string path, string content, bool executable = false, bool link = false) =>
        new() { Path = path, Content = Encoding.UTF8.GetBytes(content), Length = content.Length, IsExecutable = executable, IsLink = link };
}

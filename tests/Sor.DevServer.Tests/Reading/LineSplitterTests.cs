using System.Text;
using Sor.DevServer.BootstrapProcess;

namespace Sor.DevServer.Tests;

public sealed class LineSplitterTests
{
    private readonly List<string> _lines = [];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(100)]
    public void Lines_are_the_same_however_the_bytes_arrive(int pieceBytes)
    {
        var splitter = new LineSplitter(10, _lines.Add);

        foreach (var piece in Encoding.UTF8.GetBytes("one\n\nzwei ü\r\nrest").Chunk(pieceBytes))
            splitter.Add(piece);
        splitter.Flush();

        Assert.Equal(["one", "", "zwei ü", "rest"], _lines);
    }

    [Fact]
    public void A_line_above_the_limit_is_cut_there()
    {
        var splitter = new LineSplitter(4, _lines.Add);

        splitter.Add("123456789\nab\n"u8);

        Assert.Equal(["1234", "5678", "9", "ab"], _lines);
    }

    [Fact]
    public void Nothing_is_made_of_no_rest()
    {
        var splitter = new LineSplitter(4, _lines.Add);

        splitter.Add("ab\n"u8);
        splitter.Flush();

        Assert.Equal(["ab"], _lines);
    }
}

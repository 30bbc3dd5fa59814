using System.Text;
using Sor.DevServer.Emulation;

namespace Sor.DevServer.Tests;

public sealed class LogTailTests
{
    [Fact]
    public void A_short_log_is_kept_whole()
    {
        var tail = new LogTail();

        tail.Add("a");
        tail.Add("b");

        Assert.Equal("a\nb\n", Encoding.UTF8.GetString(tail.ToArray()));
    }

    [Fact]
    public void Of_a_long_log_the_last_4_KB_are_kept_to_the_byte()
    {
        var tail = new LogTail();
        var all = new StringBuilder();
        for (var i = 0; i < 2000; i++)
        {
            tail.Add($"line {i}");
            all.Append("line ").Append(i).Append('\n');
        }

        Assert.Equal(all.ToString()[^4096..], Encoding.UTF8.GetString(tail.ToArray()));
    }

    [Fact]
    public void A_single_line_may_be_longer_than_the_tail()
    {
        var tail = new LogTail();

        tail.Add(new string('x', 10_000));

        Assert.Equal(4096, tail.ToArray().Length);
    }
}

using System.Text;

namespace Sor.RuntimeApi.Tests;

public sealed class HttpResponseReaderTests
{
    [Fact]
    public void Reads_a_response_with_a_content_length()
    {
        var feed = ResponseFeed.Read("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n\r\nhello");

        Assert.Equal(HttpReadState.Complete, feed.State);
        Assert.Equal((200, true, "hello", "y"), (feed.Reader.Status, feed.Reader.KeepAlive, feed.Body, feed.Header("x")));
    }

    [Fact]
    public void Reads_an_empty_body()
    {
        var feed = ResponseFeed.Read("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");

        Assert.Equal("Complete 202 keep=True x= ", feed.Summary);
    }

    [Theory]
    [InlineData("HTTP/1.1 200\r\n", 200)]
    [InlineData("HTTP/1.1 200 \r\n", 200)]
    [InlineData("HTTP/1.1 599 Whatever It Is \r\n", 599)]
    [InlineData("HTTP/1.1 200 \u00e9\t\r\n", 200)]
    public void A_status_line_may_have_any_reason_or_none(string line, int status)
    {
        var feed = ResponseFeed.Read($"{line}Content-Length: 0\r\n\r\n");

        Assert.Equal((HttpReadState.Complete, status), (feed.State, feed.Reader.Status));
    }

    [Theory]
    [InlineData("x: a\r\n", "a")]
    [InlineData("X:a\r\n", "a")]
    [InlineData("X:  \t a b \t \r\n", "a b")]
    [InlineData("X:\r\n", "")]
    [InlineData("X: \r\n", "")]
    [InlineData("Xy: 1\r\nY: 2\r\n", "")]
    [InlineData("A: X: b\r\nx: c:d\r\n", "c:d")]
    [InlineData("X: first\r\nX: second\r\n", "first")]
    [InlineData("X: \u00c3\u00a9\r\n", "é")]
    public void Headers_are_found_whatever_their_case_and_blanks(string headers, string value)
    {
        var feed = ResponseFeed.Read($"HTTP/1.1 200 OK\r\n{headers}Content-Length: 0\r\n\r\n");

        Assert.Equal(HttpReadState.Complete, feed.State);
        Assert.Equal(value, feed.Header("x"));
        Assert.Equal(value, feed.Header("X"));
    }

    [Theory]
    [InlineData("3\r\nabc\r\n0\r\n\r\n", "abc")]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc")]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n", "0123456789")]
    [InlineData("a\r\n0123456789\r\n0\r\n\r\n", "0123456789")]
    [InlineData("0000003\r\nabc\r\n000\r\n\r\n", "abc")]
    [InlineData("3;name=value\r\nabc\r\n0;x=\"y\"\r\n\r\n", "abc")]
    [InlineData("3 \t;x\r\nabc\r\n0\r\n\r\n", "abc")]
    [InlineData("3\r\nabc\r\n0\r\nTrailer: 1\r\nOther:\r\n\r\n", "abc")]
    [InlineData("4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n")]
    public void Reads_chunks(string chunks, string body)
    {
        var feed = ResponseFeed.Read($"HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\nX: y\r\n\r\n{chunks}");

        Assert.Equal($"Complete 200 keep=True x=y {body}", feed.Summary);
    }

    [Theory]
    [InlineData("\r\n\r\n")]
    [InlineData("x\r\n")]
    [InlineData(";\r\n")]
    [InlineData("-1\r\n")]
    [InlineData("0x1\r\na\r\n")]
    [InlineData("3\nabc\r\n")]
    [InlineData("3\r\nabcd\r\n")]
    [InlineData("3\r\nabc\n0\r\n\r\n")]
    [InlineData("3\r\nabc0\r\n\r\n")]
    [InlineData("3\rabc\r\n")]
    [InlineData("00000003\r\nabc\r\n")]
    [InlineData("FFFFFFFF\r\n")]
    [InlineData("3;a\nb\r\nabc\r\n")]
    [InlineData("0\r\n\n")]
    [InlineData("0\r\nA: b\n\r\n")]
    [InlineData("0\r\n\rx")]
    public void Refuses_malformed_chunks(string chunks)
    {
        var feed = ResponseFeed.Read($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{chunks}");

        AssertBroken(feed, "the response's chunks are malformed");
    }

    [Fact]
    public void Reads_up_to_the_end_of_the_connection_where_nothing_else_is_said()
    {
        var feed = ResponseFeed.Read("HTTP/1.1 200 OK\r\nX: y\r\n\r\nhel");
        feed.Give("lo");
        Assert.Equal(HttpReadState.NeedMore, feed.State);

        feed.End();

        Assert.Equal("Complete 200 keep=False x=y hello", feed.Summary);
    }

    [Theory]
    [InlineData("HTTP/1.1 204 No Content\r\n\r\n")]
    [InlineData("HTTP/1.1 304 Not Modified\r\n\r\n")]
    [InlineData("HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n")]
    [InlineData("HTTP/1.1 304 Not Modified\r\nTransfer-Encoding: chunked\r\n\r\n")]
    public void Some_statuses_never_have_a_body(string head)
    {
        var feed = ResponseFeed.Read(head);

        Assert.Equal(HttpReadState.Complete, feed.State);
        Assert.True(feed.Reader.Body.IsEmpty);
    }

    [Fact]
    public void Interim_responses_are_passed_over()
    {
        var feed = ResponseFeed.Read("HTTP/1.1 100 Continue\r\nX: no\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");

        Assert.Equal("Complete 200 keep=True x= ok", feed.Summary);
    }

    [Theory]
    [InlineData("HTTP/1.1", "", true)]
    [InlineData("HTTP/1.1", "Connection: close\r\n", false)]
    [InlineData("HTTP/1.1", "connection: CLOSE\r\n", false)]
    [InlineData("HTTP/1.1", "Connection: keep-alive\r\n", true)]
    [InlineData("HTTP/1.0", "", false)]
    public void Tells_whether_the_connection_goes_on(string version, string header, bool keepAlive)
    {
        var feed = ResponseFeed.Read($"{version} 200 OK\r\n{header}Content-Length: 0\r\n\r\n");

        Assert.Equal(keepAlive, feed.Reader.KeepAlive);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\nmore")]
    public void A_connection_with_bytes_that_nobody_asked_for_is_not_used_again(string rest)
    {
        var feed = ResponseFeed.Read($"HTTP/1.1 200 OK\r\n{rest}");

        Assert.Equal("Complete 200 keep=False x= ok", feed.Summary);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/2.0 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.x 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 2000 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 099 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 +20 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\t200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1  200 OK\r\n\r\n")]
    [InlineData("http/1.1 200 OK\r\n\r\n")]
    [InlineData(" HTTP/1.1 200 OK\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\r\n\r\n")]
    [InlineData("HTTP/1.1 200 O\0K\r\n\r\n")]
    [InlineData("HTTP/1.1 200 O\rK\r\n\r\n")]
    public void Refuses_what_does_not_begin_with_a_status_line(string response) =>
        AssertBroken(ResponseFeed.Read(response), "the response does not begin with an HTTP/1.x status line");

    [Theory]
    [InlineData("NoColon\r\n")]
    [InlineData(": value\r\n")]
    [InlineData("Name : value\r\n")]
    [InlineData("Name\t: value\r\n")]
    [InlineData("A: b\r\n folded\r\n")]
    [InlineData("A: b\r\n\tfolded\r\n")]
    [InlineData("A: b\nC: d\r\n")]
    [InlineData("A: b\rc\r\n")]
    [InlineData("A: b\0c\r\n")]
    public void Refuses_malformed_headers(string headers) =>
        AssertBroken(ResponseFeed.Read($"HTTP/1.1 200 OK\r\n{headers}Content-Length: 0\r\n\r\n"), "the response has a malformed header line");

    [Theory]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1 2")]
    [InlineData("1, 1")]
    [InlineData("0x1")]
    [InlineData("1.0")]
    [InlineData("")]
    [InlineData("33554433")]
    [InlineData("2147483648")]
    [InlineData("99999999999999999999")]
    public void Refuses_a_content_length_that_is_no_number_in_bounds(string length) =>
        AssertBroken(ResponseFeed.Read($"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n"), "the response's content length is not a number up to 33554432");

    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 3\r\n")]
    [InlineData("Content-Length: 2\r\ncontent-length: 2\r\n")]
    public void Refuses_more_than_one_content_length(string headers) =>
        AssertBroken(ResponseFeed.Read($"HTTP/1.1 200 OK\r\n{headers}\r\nok"), "the response has more than one content length");

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 2\r\n", "the response has both a content length and a transfer encoding")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length:\r\n", "the response has both a content length and a transfer encoding")]
    [InlineData("Transfer-Encoding: gzip\r\n", "the response has a transfer encoding other than chunked")]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n", "the response has a transfer encoding other than chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n", "the response has a transfer encoding other than chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "the response has a transfer encoding other than chunked")]
    [InlineData("Transfer-Encoding:\r\n", "the response has a transfer encoding other than chunked")]
    [InlineData("Transfer-Encoding: \"chunked\"\r\n", "the response has a transfer encoding other than chunked")]
    public void Refuses_framing_that_others_might_understand_otherwise(string headers, string problem) =>
        AssertBroken(ResponseFeed.Read($"HTTP/1.1 200 OK\r\n{headers}\r\n2\r\nok\r\n0\r\n\r\n"), problem);

    [Fact]
    public void Refuses_too_many_headers()
    {
        var headers = string.Concat(Enumerable.Range(0, 101).Select(static i => $"H{i}: v\r\n"));

        AssertBroken(ResponseFeed.Read($"HTTP/1.1 200 OK\r\n{headers}\r\n"), "the response has more than 100 headers");
    }

    [Fact]
    public void Refuses_a_head_that_does_not_end()
    {
        var feed = new ResponseFeed();
        feed.Give("HTTP/1.1 200 OK\r\nX: ");
        var given = 0;
        while (feed.State == HttpReadState.NeedMore && given < 2 * HttpResponseReader.MaxHeadBytes)
        {
            feed.Give(new string('a', 1000));
            given += 1000;
        }

        AssertBroken(feed, "the response's head is larger than 131072 bytes");
    }

    [Fact]
    public void The_limit_of_a_head_is_the_same_for_a_reader_that_has_grown()
    {
        var reader = new HttpResponseReader();
        new ResponseFeed(reader).Give($"HTTP/1.1 200 OK\r\nX: {new string('a', 130_000)}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        var feed = new ResponseFeed(reader);

        feed.Give($"HTTP/1.1 200 OK\r\nX: {new string('a', 132_000)}\r\nContent-Length: 0\r\n\r\n");

        AssertBroken(feed, "the response's head is larger than 131072 bytes");
    }

    [Fact]
    public void Takes_a_head_of_many_kilobytes()
    {
        var value = new string('v', 100_000);

        var feed = ResponseFeed.Read($"HTTP/1.1 200 OK\r\nX: {value}\r\nContent-Length: 2\r\n\r\nok");

        Assert.Equal((value, "ok"), (feed.Header("x"), feed.Body));
    }

    [Fact]
    public void Refuses_chunks_that_become_too_large_together()
    {
        var feed = ResponseFeed.Read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        var chunk = Encoding.Latin1.GetBytes($"100000\r\n{new string('x', 1 << 20)}\r\n");

        for (var i = 0; i < 33; i++)
            feed.Give(chunk);

        AssertBroken(feed, "the response's body is larger than 33554432 bytes");
    }

    [Fact]
    public void Refuses_endless_extensions_and_trailers()
    {
        var extension = ResponseFeed.Read($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;{new string('e', 70_000)}");
        var trailers = ResponseFeed.Read($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n{string.Concat(Enumerable.Repeat("T\r\n", 70_000))}");

        AssertBroken(extension, "the response's chunks are malformed");
        AssertBroken(trailers, "the response's chunks are malformed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n")]
    public void A_connection_that_ends_early_is_broken(string part)
    {
        var feed = ResponseFeed.Read(part);

        feed.End();

        AssertBroken(feed, "the connection ended in the middle of a response");
    }

    [Fact]
    public void One_reader_reads_many_responses()
    {
        var reader = new HttpResponseReader();
        ReadOnlySpan<string> responses =
        [
            "HTTP/1.1 200 OK\r\nX: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "HTTP/1.1 500 Oops\r\nContent-Length: 1\r\n\r\n!",
            "nonsense\r\n\r\n",
            "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n",
        ];
        var summaries = new List<string>();
        foreach (var response in responses)
        {
            var feed = new ResponseFeed(reader);
            Assert.Equal((0, false, null), (reader.Status, reader.HasBegun, reader.Problem));
            feed.Give(response);
            summaries.Add(feed.Summary);
        }

        Assert.Equal(["Complete 200 keep=True x=a abc", "Complete 500 keep=True x= !", "broken", "Complete 202 keep=True x= "], summaries);
    }

    private static void AssertBroken(ResponseFeed feed, string problem)
    {
        Assert.Equal(HttpReadState.Broken, feed.State);
        Assert.Equal(problem, feed.Reader.Problem);
        Assert.False(feed.Reader.KeepAlive);
    }
}

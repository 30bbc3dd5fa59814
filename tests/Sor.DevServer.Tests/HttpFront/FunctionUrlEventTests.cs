using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sor.DevServer.HttpFront;

namespace Sor.DevServer.Tests;

public sealed class FunctionUrlEventTests
{
    private readonly DefaultHttpContext _context = new();

    [Fact]
    public void Path_and_query_keep_their_encoding_and_are_given_decoded_beside()
    {
        var written = Write("GET", "/a%20b/c?x=1&x=2&y=%C3%BC");

        Assert.Equal("2.0", written.GetProperty("version").GetString());
        Assert.Equal("/a%20b/c", written.GetProperty("rawPath").GetString());
        Assert.Equal("x=1&x=2&y=%C3%BC", written.GetProperty("rawQueryString").GetString());
        Assert.Equal("1,2", written.GetProperty("queryStringParameters").GetProperty("x").GetString());
        Assert.Equal("ü", written.GetProperty("queryStringParameters").GetProperty("y").GetString());
        Assert.Equal("/a b/c", written.GetProperty("requestContext").GetProperty("http").GetProperty("path").GetString());
    }

    [Fact]
    public void Headers_are_in_lower_case_and_repeated_ones_joined()
    {
        _context.Request.Headers["X-Custom"] = new(["a", "b"]);

        Assert.Equal("a,b", Write("GET", "/").GetProperty("headers").GetProperty("x-custom").GetString());
    }

    [Fact]
    public void Cookies_are_an_array_and_a_header()
    {
        _context.Request.Headers.Cookie = "a=1; b=2";

        var written = Write("GET", "/");

        Assert.Equal(["a=1", "b=2"], written.GetProperty("cookies").EnumerateArray().Select(cookie => cookie.GetString()));
        Assert.Equal("a=1; b=2", written.GetProperty("headers").GetProperty("cookie").GetString());
    }

    [Theory]
    [InlineData("text/plain", false)]
    [InlineData("application/json; charset=utf-8", false)]
    [InlineData("application/x-www-form-urlencoded", true)]
    [InlineData("image/png", true)]
    [InlineData(null, true)]
    public void A_body_is_text_or_base64_by_its_type(string? type, bool isBase64)
    {
        _context.Request.ContentType = type;

        var written = Write("POST", "/", "hä"u8.ToArray());

        Assert.Equal(isBase64, written.GetProperty("isBase64Encoded").GetBoolean());
        Assert.Equal(isBase64 ? Convert.ToBase64String("hä"u8) : "hä", written.GetProperty("body").GetString());
    }

    [Fact]
    public void Text_that_is_no_utf8_is_base64()
    {
        _context.Request.ContentType = "text/plain";

        Assert.True(Write("POST", "/", [0xff, 0xfe]).GetProperty("isBase64Encoded").GetBoolean());
    }

    [Fact]
    public void The_domain_is_one_of_a_function_url() =>
        Assert.Equal("orders.lambda-url.us-east-1.on.aws", Write("GET", "/").GetProperty("requestContext").GetProperty("domainName").GetString());

    private JsonElement Write(string method, string target, byte[]? body = null)
    {
        var parts = target.Split('?', 2);
        _context.Request.Method = method;
        _context.Request.Path = PathString.FromUriComponent(parts[0]);
        _context.Request.QueryString = new QueryString(parts.Length > 1 ? "?" + parts[1] : "");
        var bytes = FunctionUrlEvent.Write(_context.Request, target, body ?? [], "id", "orders", DateTimeOffset.UnixEpoch);
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }
}

using System.Text.Json;
using Sor.Events.Http;

namespace Sor.Events.Tests.Http;

public sealed class HttpRequestTests
{
    private const string Context = "\"requestContext\":{\"stage\":\"prod\",\"path\":\"/prod/a\",\"domainName\":\"d.example\",\"identity\":{\"sourceIp\":\"192.0.2.1\"}}";

    [Theory]
    [InlineData("""{"path":"/a%20b/c","multiValueQueryStringParameters":{"q":["x y","1+1"],"k":["é"]}""", "/a%20b/c?q=x%20y&q=1%2B1&k=%C3%A9")]
    [InlineData("""{"path":"a","queryStringParameters":{"":"","flag":""}""", "/a?=&flag=")]
    [InlineData("""{"path":null,"queryStringParameters":null,"multiValueQueryStringParameters":{}""", "/")]
    [InlineData("""{"path":"/a%2Fb//../C","queryStringParameters":{"a\"b":"\u00e9\/"}""", "/a%2Fb//../C?a%22b=%C3%A9%2F")]
    [InlineData("""{"path":"/é?x#y z%zz","queryStringParameters":{}""", "/%C3%A9%3Fx%23y%20z%25zz")]
    public void Rest_queries_are_encoded_again_and_paths_stay(string members, string target) =>
        Assert.Equal(target, HttpForms.Request($$"""{{members}},"httpMethod":"GET",{{Context}}}""").Text("target"));

    [Theory]
    [InlineData("""{"q":"x+y","r":"%2F"}""", "/a%20b?q=x+y&r=%2F")]
    [InlineData("""{"q":"x y","r":"é&#"}""", "/a%20b?q=x%20y&r=%C3%A9%26%23")]
    [InlineData("{}", "/a%20b")]
    [InlineData("null", "/a%20b")]
    public void Load_balancer_queries_stay(string query, string target) =>
        Assert.Equal(target, HttpForms.Request($$"""{"httpMethod":"GET","path":"/a%20b","queryStringParameters":{{query}},"requestContext":{"elb":{} } }""").Text("target"));

    [Theory]
    [InlineData("beta", "/beta/a b/100%", true, "/a%20b/100%25?x=%20", "/beta")]
    [InlineData("beta", "/betamax", true, "/betamax?x=%20", "")]
    [InlineData("beta", "/beta", true, "/?x=%20", "/beta")]
    [InlineData("beta", "/beta/a", false, "/beta/a?x=%20", "")]
    [InlineData("$default", "/beta/a", true, "/beta/a?x=%20", "")]
    public void The_stage_of_an_HTTP_API_goes_to_the_path_base(string stage, string path, bool strip, string target, string pathBase)
    {
        var options = new HttpViewOptions { StripStage = strip };
        var second = HttpForms.Request($$$"""{"rawPath":"{{{path}}}","rawQueryString":"x=%20","requestContext":{"stage":"{{{stage}}}","http":{"method":"GET"} } }""", options);
        var first = HttpForms.Request(
            $$"""{"version":"1.0","path":"{{path}}","queryStringParameters":{"x":" "},"httpMethod":"GET","requestContext":{"stage":"{{stage}}"} }""", options);

        Assert.Equal([target, pathBase, pathBase], [second.Text("target"), second.Text("pathBase"), second.Header("x-forwarded-prefix")]);
        Assert.Equal([target, pathBase], [first.Text("target"), first.Text("pathBase")]);
    }

    [Fact]
    public void Headers_are_the_same_wherever_the_white_space_stands()
    {
        var form = HttpForms.Request(
            """{"rawPath":"/","headers":{"a":"1","b": "2","c" :"3","d" : "4","e":5,"f": 6,"g":["7", 8],"h":true,"i": false,"j":"\u0041","\u006b":"l","m":"\""},"requestContext":{"http":{"method":"GET"} } }""");

        Assert.Equal(
            "[[\"a\",\"1\"],[\"b\",\"2\"],[\"c\",\"3\"],[\"d\",\"4\"],[\"e\",\"5\"],[\"f\",\"6\"],[\"g\",\"7\"],[\"g\",\"8\"],[\"h\",\"true\"],[\"i\",\"false\"],[\"j\",\"A\"],[\"k\",\"l\"],[\"m\",\"\\\"\"]]",
            form.GetProperty("headers").GetRawText());
    }

    [Theory]
    [InlineData("/a", "/prod/a", "/prod")]
    [InlineData("/a", "/prod/a/", "/prod")]
    [InlineData("/", "/prod", "/prod")]
    [InlineData("/base/a", "/base/a", "")]
    [InlineData("/a", "/other", "")]
    public void What_a_rest_path_has_lost_is_the_path_base(string path, string full, string pathBase) =>
        Assert.Equal(pathBase, HttpForms.Request($$"""{"httpMethod":"GET","path":"{{path}}","requestContext":{"path":"{{full}}"} }""").Text("pathBase"));

    [Theory]
    [InlineData("/v1/v1/x", "/v1", "/v1/x", "/v1")]
    [InlineData("/v10/x", "/v1", "/v10/x", "")]
    [InlineData("/x/v1", "v1/", "/x/v1", "")]
    [InlineData("/v1", "/v1/", "/", "/v1")]
    public void A_base_path_is_taken_once_and_at_the_border_of_a_segment(string path, string basePath, string left, string taken)
    {
        var form = HttpForms.Request($$"""{"httpMethod":"GET","path":"{{path}}","requestContext":{"elb":{} } }""", new HttpViewOptions { BasePath = basePath });

        Assert.Equal([left, taken], [form.Text("path"), form.Text("pathBase")]);
    }

    [Fact]
    public void Cookies_that_a_Function_URL_gives_twice_are_one_header()
    {
        var form = HttpForms.Request("""
            {"rawPath":"/","cookies":["a=1","b=2"],"headers":{"cookie":"a=1; b=2","host":"h"},
            "requestContext":{"domainName":"x.lambda-url.eu-west-1.on.aws","http":{"method":"GET","path":"/decoded"}}}
            """);

        Assert.Equal(["function-url", "a=1; b=2", "h"], [form.Text("kind"), form.Header("cookie"), form.Text("host")]);
    }

    [Fact]
    public void Rest_headers_come_with_all_their_values_and_in_their_case()
    {
        var form = HttpForms.Request($$"""
            {"httpMethod":"GET","path":"/","headers":{"X-A":"2","Date":"Tue, 1 Jan"},"multiValueHeaders":{"X-A":["1","2"],"Date":["Tue, 1 Jan"]},{{Context}}}
            """);

        Assert.Equal(
            """[["X-A","1"],["X-A","2"],["Date","Tue, 1 Jan"],["host","d.example"],["x-forwarded-prefix","/prod/a"]]""",
            form.GetProperty("headers").GetRawText());
        Assert.Equal(["multiValueHeaders", "192.0.2.1", "prod"], [form.Text("responseMode"), form.Text("remoteIp"), form.Text("stage")]);
    }

    [Theory]
    [InlineData("""{"te":"trailers","Connection":"x-a","transfer-encoding":"chunked","Content-Length":"99","x-a":"1","proxy-foo":"2","upgrade":"h2c"}""", "hi", "Content-Length:2,x-a:1")]
    [InlineData("""{"content-length":"+2","Content-Length":"2"}""", "hi", "content-length:2")]
    [InlineData("""{"content-length":"2"}""", "hi", "content-length:2")]
    [InlineData("""{"content-length":"02x"}""", "hé", "content-length:3")]
    [InlineData("""{"x":"","n":5}""", "", "x:,n:5,content-length:0")]
    [InlineData("null", "", "content-length:0")]
    public void Headers_of_a_connection_and_wrong_lengths_do_not_come_through(string headers, string body, string expected)
    {
        var form = HttpForms.Request($$"""{"method":"POST","raw_path":"/?x","headers":{{headers}},"body":"{{body}}"}""");

        Assert.Equal(expected, string.Join(",", form.GetProperty("headers").EnumerateArray().Select(pair => $"{pair[0]}:{pair[1]}")));
    }

    [Theory]
    [InlineData("""{"x":"a\r\nb: c"}""", "/headers/x", "carriage return")]
    [InlineData("""{"x":["ok","a\u0000"]}""", "/headers/x/1", "NUL")]
    [InlineData("""{"a b":"c"}""", "/headers/a b", "is no name of a header")]
    [InlineData("""{"a\nb":"c"}""", "/headers/a\nb", "is no name of a header")]
    [InlineData("""{"":"c"}""", "/headers/", "is no name of a header")]
    [InlineData("""{"x":"1","y":"2","\u0078":"3"}""", "/headers/x", "stands twice")]
    [InlineData("""{"x":"\ud800"}""", "/headers/x", "half of a surrogate pair")]
    [InlineData("[]", "/headers", "is not an object of headers")]
    public void Headers_that_would_make_others_are_refused_with_their_place(string headers, string place, string problem)
    {
        var error = HttpForms.Refused($$"""{"method":"GET","raw_path":"/","headers":{{headers}}}""");

        Assert.Equal(place, error.Place);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"GET / HTTP/1.1\\r\\nX:\"")]
    [InlineData("\"\"")]
    public void A_method_that_is_none_is_refused(string method) =>
        Assert.Equal("/method", HttpForms.Refused($$"""{"method":{{method}},"raw_path":"/"}""").Place);

    [Theory]
    [InlineData("\"\"", "true", "", "utf8")]
    [InlineData("null", "false", "", "utf8")]
    [InlineData("\"eyI=\"", "true", "eyI=", "base64")]
    [InlineData("\"a\\/8=\"", "\"true\"", "a/8=", "base64")]
    [InlineData("\"\\ud83d\\ude00\\n\"", "false", "😀\n", "utf8")]
    [InlineData("{\"a\": 1.50}", "false", "{\"a\": 1.50}", "utf8")]
    public void Bodies_keep_their_encoding(string body, string flag, string text, string encoding)
    {
        var form = HttpForms.Request($$"""{"method":"GET","raw_path":"/","body":{{body}},"is_base64_encoded":{{flag}}}""");

        Assert.Equal([text, encoding], [form.Text("body"), form.Text("bodyEncoding")]);
    }

    [Theory]
    [InlineData("""{"httpMethod":"GET","path":"/","requestContext":{"domainName":"a\r\nx: y"}}""", "/requestContext/domainName")]
    [InlineData("""{"rawPath":"/","requestContext":{"domainName":"a\u0000","http":{"method":"GET"}}}""", "/requestContext/domainName")]
    [InlineData("""{"Records":[{"cf":{"config":{"distributionDomainName":"a\n"},"request":{"method":"GET","uri":"/"}}}]}""", "/Records/0/cf/config/distributionDomainName")]
    public void A_host_that_would_end_its_header_is_refused(string e, string place) => Assert.Equal(place, HttpForms.Refused(e).Place);

    [Theory]
    [InlineData("eyI", "is not base64")]
    [InlineData("ey I=", "is not base64")]
    [InlineData("ey-_", "is not base64")]
    [InlineData("\\udc00", "half of a surrogate pair")]
    public void Bodies_that_are_not_what_the_event_says_are_refused(string body, string problem)
    {
        var isBase64 = body[0] == 'e';
        var error = HttpForms.Refused($$"""{"method":"GET","raw_path":"/","body":"{{body}}","is_base64_encoded":{{(isBase64 ? "true" : "false")}}}""");

        Assert.Equal("/body", error.Place);
        Assert.Contains(problem, error.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"10.0.0.1, 192.0.2.7:4711\"", 0, "192.0.2.7")]
    [InlineData("\"10.0.0.1 , 192.0.2.7\"", 1, "10.0.0.1")]
    [InlineData("\"[2001:db8::1]:80\"", 0, "2001:db8::1")]
    [InlineData("[\"1.1.1.1, 2.2.2.2\", \"3.3.3.3\"]", 1, "2.2.2.2")]
    [InlineData("\"1.1.1.1\"", 1, null)]
    public void The_caller_of_a_load_balancer_is_whom_it_has_seen(string forwarded, int hops, string? address) =>
        Assert.Equal(address, HttpForms.Request(
            $$"""{"httpMethod":"GET","path":"/","headers":{"x-forwarded-for":{{forwarded}},"x-forwarded-port":"x","x-forwarded-proto":"http"},"requestContext":{"elb":{} } }""",
            new HttpViewOptions { TrustedHops = hops }).Text("remoteIp"));

    [Fact]
    public void A_health_check_of_a_load_balancer_is_a_request()
    {
        var form = HttpForms.Request("""
            {"requestContext":{"elb":{"targetGroupArn":"t"}},"httpMethod":"GET","path":"/health","multiValueQueryStringParameters":{},
            "multiValueHeaders":{"user-agent":["ELB-HealthChecker/2.0"]},"body":"","isBase64Encoded":false}
            """);

        Assert.Equal(["localhost", "/health", "multiValueHeaders"], [form.Text("host"), form.Text("target"), form.Text("responseMode")]);
    }

    [Fact]
    public void Lattice_second_version_has_arrays()
    {
        var form = HttpForms.Request("""
            {"version":"2.0","path":"/a","method":"PUT","headers":{"host":["h"],"x":["1","2"]},"queryStringParameters":{"q":["1","2"]},
            "body":"eA==","isBase64Encoded":true,"requestContext":{"serviceArn":"arn"}}
            """);

        Assert.Equal(["/a?q=1&q=2", "1|2", "1"], [form.Text("target"), form.Header("x"), form.Header("content-length")]);
    }

    [Fact]
    public void Edge_has_its_request_in_a_record()
    {
        var form = HttpForms.Request("""
            {"Records":[{"cf":{"config":{"eventType":"viewer-request"},"request":{"clientIp":"::1","method":"POST","uri":"/a b","querystring":"?x=1",
            "headers":{"host":[{"key":"Host","value":"h"}],"content-length":[{"key":"Content-Length","value":"7"}]}}}}]}
            """);

        Assert.Equal(["lambda-edge", "/a%20b?x=1", "::1", "h", "7"],
            [form.Text("kind"), form.Text("target"), form.Text("remoteIp"), form.Text("host"), form.Header("content-length")]);
    }

    [Fact]
    public void Azure_requests_keep_the_target_of_their_URL()
    {
        var form = HttpForms.Request("""
            {"Data":{"req":{"Url":"http://h.example:7071/api/a%20b?c=%2F#f","Method":"PATCH","Query":"{}","Headers":{"X":["1","2"]},"Params":{"id":"3"},"Body":"é"}},"Metadata":{}}
            """);

        Assert.Equal(["/api/a%20b?c=%2F", "http", "h.example:7071", "1|2", "2"],
            [form.Text("target"), form.Text("scheme"), form.Text("host"), form.Header("x"), form.Header("content-length")]);
        Assert.Equal((7071, """{"id":"3"}"""), (form.GetProperty("port").GetInt32(), form.GetProperty("routeParams").GetRawText()));
    }

    [Theory]
    [InlineData("""{"__ow_method":"get","__ow_path":"","a":"x y","n":1.0""", "GET", "/?a=x%20y&n=1.0", "", "utf8")]
    [InlineData("""{"__ow_method":"post","__ow_path":"/p","a":"x","o":{"b": 1}""", "POST", "/p", """{"a":"x","o":{"b": 1}}""", "utf8")]
    [InlineData("""{"__ow_method":"post","__ow_query":"q=1","__ow_body":"e30=","__ow_path":"/p" """, "POST", "/p?q=1", "e30=", "base64")]
    [InlineData("""{"__ow_method":"put","__ow_body":"text","__ow_path":"/","t":1""", "PUT", "/", "text", "utf8")]
    public void OpenWhisk_arguments_become_a_request(string members, string method, string target, string body, string encoding)
    {
        var type = encoding == "base64" ? "application/json" : "text/plain";
        var form = HttpForms.Request($$$"""{{{members}}},"__ow_headers":{"content-type":"{{{type}}}"}}""");

        Assert.Equal([method, target, body, encoding], [form.Text("method"), form.Text("target"), form.Text("body"), form.Text("bodyEncoding")]);
    }

    [Fact]
    public void What_is_no_request_is_refused() =>
        Assert.Contains("its kind is sqs", HttpForms.Refused("""{"Records":[{"eventSource":"aws:sqs"}]}""").Message, StringComparison.Ordinal);

    [Fact]
    public void All_members_are_there_and_in_their_order()
    {
        var form = HttpForms.Request("""{"method":"GET","raw_path":"/"}""");

        Assert.Equal("kind,method,target,path,pathBase,query,scheme,host,port,remoteIp,protocol,headers,body,bodyEncoding,routeParams,stage,responseMode",
            string.Join(",", form.EnumerateObject().Select(member => member.Name)));
        Assert.All(["host", "remoteIp", "protocol", "routeParams", "stage"], name => Assert.Equal(JsonValueKind.Null, form.GetProperty(name).ValueKind));
    }
}

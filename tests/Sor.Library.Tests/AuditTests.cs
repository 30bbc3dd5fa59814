using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Sor.Library.Tests;

/// <summary><c>audit</c>: what its lines have, and what they have not.</summary>
public sealed class AuditTests
{
    private const string Event = """{"user":{"id":"ada"},"password":"secret"}""";

    [Fact]
    public void Lines_say_who_and_what_without_the_payload()
    {
        using var folder = new TemporaryFolder();
        var file = folder["audit.jsonl"];
        using var stage = new Stage(Package.Named("audit"), $$"""{"file":"{{file}}","pointers":["/user/id","/none"]}""");
        var invocation = new Invocation(
            new InvocationContext { RequestId = "request-1", Trigger = "lambda", TenantId = "tenant-1" }, new Payload(Encoding.UTF8.GetBytes(Event), ContentTypes.Json));

        _ = stage.Run(Phase.Before, invocation);
        _ = stage.Run(Phase.After, invocation.With(new Payload("{}"u8.ToArray(), ContentTypes.Json)));
        _ = stage.Run(Phase.Error, invocation.With(new Payload("""{"errorType":"E","errorMessage":"secret"}"""u8.ToArray(), ContentTypes.Failure)));

        var lines = File.ReadAllLines(file).Select(static line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(["event", "response", "failure"], lines.Select(static line => line.GetProperty("what").GetString()));
        Assert.Equal("request-1", lines[0].GetProperty("requestId").GetString());
        Assert.Equal("tenant-1", lines[0].GetProperty("tenant").GetString());
        Assert.Equal("lambda", lines[0].GetProperty("trigger").GetString());
        Assert.Equal("under-test", lines[0].GetProperty("function").GetString());
        Assert.Equal(Event.Length, lines[0].GetProperty("bytes").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Event))), lines[0].GetProperty("sha256").GetString());
        Assert.Equal("""{"/user/id":"ada"}""", lines[0].GetProperty("picked").GetRawText());
        Assert.Equal("E", lines[2].GetProperty("errorType").GetString());
        Assert.DoesNotContain("secret", File.ReadAllText(file), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Without_a_file_lines_go_to_the_log()
    {
        using var stage = new Stage(Package.Named("audit"), null);

        Assert.Equal("{}", Calls.Text(stage.Run(Phase.Before, Calls.Of("{}"))));

        Assert.StartsWith("""{"type":"audit","time":""", stage.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Large_values_are_not_repeated()
    {
        using var stage = new Stage(Package.Named("audit"), """{"pointers":["/large","/small"]}""");

        _ = stage.Run(Phase.Before, Calls.Of($$"""{"large":"{{new string('x', 2000)}}","small":1}"""));

        Assert.Contains("\"picked\":{\"/small\":1}", stage.Output, StringComparison.Ordinal);
    }
}

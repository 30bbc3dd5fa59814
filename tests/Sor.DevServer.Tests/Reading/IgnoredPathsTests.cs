using Sor.DevServer.Watching;

namespace Sor.DevServer.Tests;

public sealed class IgnoredPathsTests
{
    [Theory]
    [InlineData("app.py")]
    [InlineData("sor.yaml")]
    [InlineData("middlewares/redact")]
    [InlineData("lib/deep/x.js")]
    [InlineData(".env")]
    public void Code_counts(string path) => Assert.False(IgnoredPaths.Contains(path));

    [Theory]
    [InlineData(".sor/sor.json")]
    [InlineData("lib/__pycache__/x.pyc")]
    [InlineData("node_modules/a/index.js")]
    [InlineData(".git/index")]
    [InlineData("app.py~")]
    [InlineData(".app.py.swp")]
    [InlineData(".#app.py")]
    public void What_tools_write_by_themselves_does_not(string path) => Assert.True(IgnoredPaths.Contains(path));
}

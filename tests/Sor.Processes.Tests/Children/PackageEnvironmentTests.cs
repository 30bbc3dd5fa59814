namespace Sor.Processes.Tests;

/// <summary>What a package is given of the function's environment.</summary>
public sealed class PackageEnvironmentTests
{
    private static readonly ChildEnvironment s_function = new(
    [
        new("PATH", "/usr/bin"), new("HOME", "/root"), new("AWS_SECRET_ACCESS_KEY", "secret"), new("STAGE", "test"), new("NODE_PATH", "/opt/sor/runtimes/node"),
    ]);

    [Fact]
    public void Little_is_given_unasked() =>
        Assert.Equal(["HOME=/tmp", "NODE_PATH=/opt/sor/runtimes/node", "PATH=/usr/bin"], s_function.ForPackage([]).With().Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_granted_is_given_as_it_is() =>
        Assert.Equal(
            ["HOME=/root", "NODE_PATH=/opt/sor/runtimes/node", "PATH=/usr/bin", "STAGE=test"],
            s_function.ForPackage(["STAGE", "HOME", "ABSENT"]).With().Order(StringComparer.Ordinal));
}

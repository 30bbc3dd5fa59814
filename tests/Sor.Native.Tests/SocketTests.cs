using System.Net;
using System.Net.Sockets;

namespace Sor.Native.Tests;

public sealed class SocketTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Connects_to_an_address_or_a_name(string host)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        using var ours = Sockets.Connect(host, ((IPEndPoint)listener.LocalEndpoint).Port);

        using var theirs = await listener.AcceptSocketAsync();
        Assert.Equal(-ErrorNumber.WouldBlock, Descriptors.Read(ours, new byte[1]));
        Assert.Equal(2, Sockets.Send(ours, "hi"u8, default));
        var buffer = new byte[10];
        Assert.Equal(2, await theirs.ReceiveAsync(buffer));
    }

    [Fact]
    public void Connects_to_an_address_of_version_6()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "this machine has no IPv6");
        using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
        listener.Start();

        using var ours = Sockets.Connect("::1", ((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.True(ours.IsOpen);
    }

    [Theory]
    [InlineData("db", "10.0.0.2 10.0.0.3")]
    [InlineData("DB.internal", "10.0.0.2")]
    [InlineData("six", "fe80::1")]
    [InlineData("both", "::1 127.0.0.1")]
    [InlineData("commented", "")]
    [InlineData("10.0.0.2", "")]
    [InlineData("d", "")]
    public void A_name_is_looked_up_in_the_table_of_hosts(string name, string addresses) => Assert.Equal(
        addresses,
        string.Join(' ', HostsFile.Find(
            name, "# commented\n127.0.0.1 localhost\n\n  10.0.0.2\tdb  db.internal # db commented\r\nfe80::1 six\n10.0.0.3 db\n10.0.0.4\n::1 both both\n127.0.0.1 both")));

    [Fact]
    public void A_port_where_nobody_listens_is_named()
    {
        int port;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            port = ((IPEndPoint)listener.LocalEndpoint).Port;
        }

        var exception = Assert.Throws<NativeException>(() => Sockets.Connect("127.0.0.1", port));

        Assert.Equal(ErrorNumber.ConnectionRefused, exception.Number);
        Assert.StartsWith($"connect to 127.0.0.1:{port}: ", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-host.invalid")]
    [InlineData("256.1.1.1")]
    [InlineData("1.2.3.4.5.6")]
    public void A_host_that_does_not_exist_is_named(string host)
    {
        var exception = Assert.Throws<NativeException>(() => Sockets.Connect(host, 1));

        Assert.Contains(host, exception.Message, StringComparison.Ordinal);
    }
}

using BlueGreen.MiniCluster.ApiServer.Pods.Spdy;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Pods;

/// <summary>Header blocks as zlib itself makes them, with the dictionary of SPDY/3.</summary>
public sealed class SpdyHeaderReaderTests
{
    private const string First =
        "78f9e3c6a7c202e50e703a2b294a4dcc851625aca9a080c652c670211c07000000ffff";

    private const string Second = "02f21831351697003313000000ffff";

    [Fact]
    public void Read_BlocksOfOneConnection_EachBuildsOnTheOneBefore()
    {
        using var reader = new SpdyHeaderReader();

        var first = reader.Read(Convert.FromHexString(First));
        var second = reader.Read(Convert.FromHexString(Second));

        Assert.Equal(("error", "text/plain"), (first["streamtype"], first["content-type"]));
        Assert.Equal("stdin", Assert.Single(second, pair => pair.Key is "streamtype").Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("789c02")]
    [InlineData("78f9e3c6a7c3" + "02e50e703a2b294a4dcc851625aca9a080c652c670211c07000000ffff")]
    [InlineData("78f9e3c6a7c2" + "02e50e703a2b")]
    [InlineData("78f9e3c6a7c2" + "ffffffffffffffff")]
    [InlineData("78f9e3c6a7c2" + "000400fbffffffffff" + "000000ffff")]
    [InlineData("78f9e3c6a7c2" + "000800f7ff00000001ffffffff" + "000000ffff")]
    public void Read_NoSuchBlock_IsRefused(string block)
    {
        using var reader = new SpdyHeaderReader();

        Assert.Throws<SpdyException>(() => reader.Read(Convert.FromHexString(block)));
    }
}

using BlueGreen.MiniCluster.Gateway.Forwarding;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Gateway.Forwarding;

public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/a/b", "/a/b")]
    [InlineData("/a//b/", "/a//b/")]
    [InlineData("/a/./b", "/a/b")]
    [InlineData("/public/../admin", "/admin")]
    [InlineData("/public/%2E%2e/admin", "/admin")]
    [InlineData(@"/public\..\admin", "/admin")]
    [InlineData("/../../x", "/x")]
    [InlineData("/a/..", "/")]
    [InlineData("/a/.", "/a/")]
    [InlineData("/a%2Fb/.well-known", "/a%2Fb/.well-known")]
    [InlineData("/a/...", "/a/...")]
    public void Normalize_Path_LeavesNoWayOutOfAPrefix(string path, string expected) =>
        Assert.Equal(expected, RequestTarget.Normalize(path));
}

using Xunit;

namespace BlueGreen.MiniCluster.Tests;

public sealed class ClusterPartsTests
{
    [Fact]
    public async Task Dispose_OnePartFails_EndsTheOthersAndTells()
    {
        var ended = new List<string>();
        var parts = new ClusterParts();
        parts.Add(new Part(() => ended.Add("node")));
        parts.Add(new Part(() => throw new InvalidOperationException("page")));
        parts.Add(new Part(() => ended.Add("last")));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await parts.DisposeAsync());

        Assert.Equal("page", error.Message);
        Assert.Equal(["last", "node"], ended);
    }

    private sealed class Part(Action end) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            end();
            return ValueTask.CompletedTask;
        }
    }
}

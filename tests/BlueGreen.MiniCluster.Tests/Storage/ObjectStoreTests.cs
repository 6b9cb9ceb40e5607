using BlueGreen.MiniCluster.Storage;
using BlueGreen.Testing;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Storage;

public sealed class ObjectStoreTests
{
    [Fact]
    public async Task Watch_ReaderFallsBehind_IsToldToListAgain()
    {
        var store = new ObjectStore(new FakeClock(), historyLength: 4);
        var since = store.Version;
        await using var changes = store.WatchAsync("", "configmaps", null, since, default).GetAsyncEnumerator();
        store.Create(KeyOf(0), []);
        Assert.True(await changes.MoveNextAsync());

        for (var i = 1; i <= 9; i++)
        {
            store.Create(KeyOf(i), []);
        }

        var seen = 0;
        var refusal = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            while (await changes.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5)))
            {
                seen++;
            }
        });
        Assert.Equal((StoreRefusal.Expired, 4), (refusal.Refusal, seen));
    }

    private static ObjectKey KeyOf(int number) => new("", "configmaps", "default", $"c{number}");
}

namespace BlueGreen.MiniCluster.Tests.Gateway;

/// <summary>Waits for a state that comes by itself.</summary>
internal static class Until
{
    public static async Task TrueAsync(Func<bool> isTrue)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        while (!isTrue())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, limit.Token);
        }
    }
}

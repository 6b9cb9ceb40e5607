namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>Ends runs as a machine that loses its power does.</summary>
internal static class Kills
{
    private const string QuickLease = "--timeouts.lease=6s";

    /// <summary>Kills a run at each moment in turn, each going on where the last was; then one finishes.</summary>
    public static async Task KillAtEachAsync(this Shop shop, string target, params string[] moments)
    {
        foreach (var moment in moments)
        {
            await using var run = shop.Start(target, "r2", "--tag=v2.0-blue", QuickLease);

            // A kill takes a moment: the last run may have got on with this step, which is found done then.
            await run.SaysAnyAsync($"...    {moment}", $"ok     {moment}");
            await run.KillAsync();
        }

        (await shop.RunAsync(target, "r2", "--tag=v2.0-blue", QuickLease)).Succeeded();
        (await shop.RunAsync(target, "r2", "--tag=v2.0-blue", QuickLease)).Succeeded();
    }
}

namespace Uptimer.Tests;

/// <summary>Waits for another process, the only place here where real time passes.</summary>
internal static class Eventually
{
    private const int Attempts = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public static async Task<bool> TrueAsync(Func<Task<bool>> condition)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await condition())
            {
                return true;
            }

            await Task.Delay(Pause, TimeProvider.System, CancellationToken.None);
        }

        return false;
    }
}

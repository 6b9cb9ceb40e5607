using BlueGreen.Frosting.Local;
using Xunit;

namespace BlueGreen.Frosting.Tests.Local;

[Trait("Kind", "Loopback")]
public sealed class CommandTurnTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bluegreen-turn-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Take_WhileAnotherHasIt_SaysSoOnceAndWaits()
    {
        var said = new List<string>();
        var first = await CommandTurn.TakeAsync(_folder, said.Add, CancellationToken.None);
        Assert.Empty(said);

        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var second = CommandTurn.TakeAsync(_folder, told.SetResult, CancellationToken.None);
        Assert.Contains("waiting", await told.Task, StringComparison.Ordinal);
        Assert.False(second.IsCompleted);

        await first.DisposeAsync();
        await using var turn = await second;
    }

    [Fact]
    public async Task Take_GivenUp_LeavesTheTurnToOthers()
    {
        using var stop = new CancellationTokenSource();
        await using (await CommandTurn.TakeAsync(_folder, _ => { }, CancellationToken.None))
        {
            var waiting = CommandTurn.TakeAsync(_folder, _ => { }, stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await using var turn = await CommandTurn.TakeAsync(_folder, _ => { }, CancellationToken.None);
    }

    [Fact]
    public async Task Take_InAFolderThatIsNone_FailsAtOnce() =>
        await Assert.ThrowsAsync<DirectoryNotFoundException>(
            () => CommandTurn.TakeAsync(Path.Combine(_folder, "none"), _ => { }, CancellationToken.None));
}

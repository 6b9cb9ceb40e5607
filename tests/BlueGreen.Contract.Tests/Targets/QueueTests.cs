using BlueGreen.Contract.Tests.Clusters;
using Xunit;

namespace BlueGreen.Contract.Tests.Targets;

/// <summary>Two pipelines at once.</summary>
[Trait("Kind", "Loopback")]
public sealed class QueueTests(ContractCluster cluster) : IClassFixture<ContractCluster>
{
    [Fact]
    public async Task Deploy_TwoPipelinesAtOnce_OneWaitsForTheOther()
    {
        await using var app = await cluster.OpenAppAsync();
        app.Environment["READY_DELAY"] = "2";
        await using var first = app.Start("Deploy", "r-1", "--tag=v1.0-green");
        await first.SaysAsync("Deploy of release r-1");
        await using var second = app.Start("Deploy", "r-2", "--tag=v1.1-green");
        await second.SaysAsync("waiting: ");

        (await first.EndAsync()).Succeeded();
        (await second.EndAsync()).Succeeded();

        await app.AnswersAsync("- - 503", "1.1 green 200");
    }

    [Fact]
    public async Task Deploy_StoppedBySignal_GivesTheLeaseBackAndIsFinishedByTheSameCommand()
    {
        await using var app = await cluster.OpenAppAsync();
        app.Environment["READY_DELAY"] = "2";
        await using var stopped = app.Start("Deploy", "r-1", "--tag=v1.0-green");
        await stopped.SaysAsync("Deploy of release r-1");
        await stopped.StopAsync(Errors.ExitCode.Terminated);
        (await stopped.EndAsync()).Exited(Errors.ExitCode.Terminated);

        (await app.RunAsync("Deploy", "r-1", "--tag=v1.0-green")).Succeeded().SaysNot("waiting: ");
        await app.AnswersAsync("- - 503", "1.0 green 200");
    }
}

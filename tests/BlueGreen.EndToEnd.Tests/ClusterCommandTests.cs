using System.Collections.Immutable;
using BlueGreen.EndToEnd.Tests.Support;
using BlueGreen.Errors;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>The commands that start and stop the mini-cluster, while others are at it too.</summary>
public sealed class ClusterCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ClusterUp_TwiceAtOnce_StartsOneAndBothTellOfIt()
    {
        _folder.Write("bluegreen.yml", ClusterSettings.Of(string.Empty));
        await using var first = Start("--target=ClusterUp");
        await using var second = Start("--target=ClusterUp");
        CliResult[] results = [await first.EndAsync(), await second.EndAsync()];

        await using var down = Start("--target=ClusterDown");
        (await down.EndAsync()).Succeeded().Says("The mini-cluster is down.");
        Assert.All(results, result => result.Succeeded().Says("export KUBECONFIG=", "API server"));
        Assert.Single(results, result => result.Output.Contains("runs already", StringComparison.Ordinal));
        Assert.Equal(Where(results[0]), Where(results[1]));
    }

    [Fact]
    public async Task ClusterUp_ThatCannotStart_QuotesTheReason()
    {
        _folder.Write("bluegreen.yml", ClusterSettings.Of(string.Empty));
        _folder.Write("artifacts/mini-cluster/objects.log", "no log of ours\nat all\n");
        await using var up = Start("--target=ClusterUp");
        (await up.EndAsync())
            .Failed(ExitCode.NotSwitched, "The objects that the mini-cluster kept cannot be read.")
            .SaysNot("━ |").SaysNot("Duration | ");
    }

    private static string Where(CliResult result) =>
        result.Output.Split('\n').Single(line => line.Contains("API server", StringComparison.Ordinal));

    private CliProcess Start(string argument) => CliProcess.Start(
        _folder.Path, ImmutableDictionary<string, string>.Empty, "dotnet", Programs.Build, argument);
}

using System.Reflection;
using System.Runtime.CompilerServices;
using BlueGreen.MiniCluster;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Support;

/// <summary>A test of the real kubectl: it opens a sandbox, and has to run the commands that its rows name.</summary>
[Trait("Kind", "Loopback")]
public abstract class KubectlTest : IAsyncLifetime
{
    private readonly List<(Sandbox Sandbox, string Test)> _open = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        foreach (var (sandbox, test) in _open)
        {
            var rows = GetType().GetMethod(test)!.GetCustomAttributes<RowAttribute>();
            Assert.All(rows, row => Assert.True(
                sandbox.Lines.Any(row.IsRunBy), $"{test} has the row '{row.Command}', and never ran that"));
        }

        return Task.CompletedTask;
    }

    private protected async Task<Sandbox> OpenAsync([CallerMemberName] string test = "") =>
        await OpenAsync(await SharedCluster.GetAsync(), test);

    private protected async Task<Sandbox> OpenAsync(LocalCluster cluster, [CallerMemberName] string test = "")
    {
        var sandbox = await Sandbox.OpenAsync(cluster);
        _open.Add((sandbox, test));
        return sandbox;
    }
}

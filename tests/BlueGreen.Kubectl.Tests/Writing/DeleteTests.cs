using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Writing;

/// <summary>What goes with what is deleted, and when.</summary>
public sealed class DeleteTests : KubectlTest
{
    [Fact]
    [Row("delete --cascade=orphan")]
    public async Task Orphan_LeavesTheReplicaSetAndItsPods()
    {
        var box = await DeployedAsync();

        await box.DoAsync("delete deploy web --cascade=orphan");

        (await box.DoAsync("get rs")).Says("1 1 1");
        (await box.DoAsync("get pods")).Says("1/1 Running");
        (await box.DoAsync("get rs -o jsonpath={.items[*].metadata.ownerReferences}")).Omits("Deployment");
    }

    [Fact]
    [Row("delete --cascade=foreground")]
    public async Task Foreground_ReturnsWhenThePodsAreGone()
    {
        var box = await DeployedAsync();

        await box.DoAsync("delete deploy web --cascade=foreground");

        Assert.Empty((await box.DoAsync("get rs,pods -o name")).Output);
    }

    [Fact]
    [Row("delete --cascade=background")]
    [Row("delete --wait=false")]
    public async Task Background_TakesReplicaSetAndPodsAfterwards()
    {
        var box = await DeployedAsync();

        await box.DoAsync("delete deploy web --cascade=background --wait=false");

        await box.UntilAsync("get rs,pods -o jsonpath={.items}", "[]");
    }

    [Fact]
    [Row("delete --grace-period=0 --force")]
    [Row("delete --now")]
    public async Task Force_DoesNotWaitForTheProcess()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod("trap : TERM; while :; do sleep 0.1; done")
            .Replace("PeriodSeconds: 1", "PeriodSeconds: 60", StringComparison.Ordinal));
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");

        (await box.DoAsync("delete pod one --grace-period=0 --force")).Says("force deleted");
        (await box.RunAsync("get pod one")).Ends(1).Says("NotFound");
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60"));
        await box.DoAsync("delete pod one --now");
        (await box.RunAsync("get pod one")).Ends(1).Says("NotFound");
    }

    [Fact]
    [Row("delete namespace")]
    public async Task Namespace_TakesItsContentsWithIt()
    {
        var box = await DeployedAsync();

        (await box.DoAsync($"delete namespace {box.Name}")).Says($"namespace \"{box.Name}\" deleted");

        Assert.Empty((await box.DoAsync("get all -o name")).Output);
        (await box.RunAsync("create configmap late")).Ends(1).Says($"namespaces \"{box.Name}\" not found");
    }

    private async Task<Sandbox> DeployedAsync([System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var box = await OpenAsync(test);
        await box.DoAsync("apply -f -", Manifests.Deployment());
        await box.DoAsync("rollout status deploy/web --timeout=20s");
        return box;
    }
}

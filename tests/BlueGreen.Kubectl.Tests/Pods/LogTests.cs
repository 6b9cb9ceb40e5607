using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Pods;

/// <summary>What containers printed.</summary>
public sealed class LogTests : KubectlTest
{
    private const string Second =
        "- {name: side, image: 'any:1', command: [bash, -c, 'echo side-one; exec sleep 60']}";

    [Fact]
    [Row("logs")]
    [Row("logs -c")]
    [Row("logs --all-containers")]
    [Row("logs --prefix")]
    [Row("logs --tail")]
    [Row("logs --since")]
    [Row("logs --since-time")]
    [Row("logs --timestamps")]
    [Row("logs --limit-bytes")]
    [Row("logs -l")]
    [Row("logs -f")]
    public async Task Logs_OfAPod_AreChosen()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod(
            "echo one; echo two >&2; exec sleep 60") + $"  {Second}\n");
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");
        await box.UntilAsync("logs one -c main", "two");
        await box.UntilAsync("logs one -c side", "side-one");

        (await box.DoAsync("logs one -c main")).Says("one").Says("two").Omits("side");
        Assert.Equal("side-one\n", (await box.DoAsync("logs one -c side")).Output);
        (await box.DoAsync("logs one --all-containers --prefix"))
            .Says("[pod/one/main] one").Says("[pod/one/side] side-one");
        Assert.Single((await box.DoAsync("logs one -c main --tail=1")).Lines);
        Assert.Equal(2, (await box.DoAsync("logs one -c main --since=1h")).Lines.Count);
        Assert.Empty((await box.DoAsync("logs one -c main --since-time=2999-01-01T00:00:00Z")).Output);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\S+Z \w+", (await box.DoAsync("logs one -c main --timestamps")).Output);
        Assert.Equal("sid", (await box.DoAsync("logs one -c side --limit-bytes=3")).Output);
        (await box.DoAsync("logs -l app=one -c main")).Says("one").Says("two");
        (await box.RunAsync("logs one -c nope")).Ends(1).Says("container nope is not valid for pod one");
        await using var following = box.Follow("logs -f one -c main");
        await following.UntilAsync("two");
        await box.DoAsync("delete pod one --wait=false");
        Assert.Equal(0, await following.EndAsync());
    }

    [Fact]
    [Row("logs -c", "yes: of init containers too")]
    public async Task Logs_OfAnInitContainer_StayWhenItHasEnded()
    {
        const string Init = "initContainers: [{name: first, image: 'any:1', command: [echo, prepared]}]";
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60", spec: Init));
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");

        Assert.Equal("prepared\n", (await box.DoAsync("logs one -c first")).Output);
        (await box.DoAsync("logs one --all-containers --prefix")).Says("[pod/one/first] prepared");
    }

    [Fact]
    [Row("logs --previous")]
    public async Task Previous_OfAContainerThatCrashed_IsItsLastRun()
    {
        var box = await OpenAsync();
        var mark = Path.Combine(box.Folder, "mark");
        await box.DoAsync("apply -f -", Manifests.Pod(
            $"if test -e {mark}; then echo second; exec sleep 60; fi; touch {mark}; echo first; exit 3"));
        await box.UntilAsync("logs one", "second");

        Assert.Equal("first\n", (await box.DoAsync("logs one --previous")).Output);
        (await box.DoAsync("describe pod one")).Says("Last State: Terminated").Says("Exit Code: 3")
            .Says("Reason: Error").Says("Restart Count: 1");
    }

    [Fact]
    [Row("logs deploy/web")]
    public async Task Logs_OfADeployment_AreThoseOfAPod()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment(
            container: "command: [bash, -c, 'echo hello; exec sleep 60']"));
        await box.DoAsync("rollout status deploy/web --timeout=20s");

        await box.UntilAsync("logs deploy/web", "hello");
        (await box.RunAsync("logs deploy/none")).Ends(1).Says("NotFound");
    }
}

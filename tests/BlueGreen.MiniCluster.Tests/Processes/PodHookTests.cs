using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Controllers.Workloads;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.Processes;

/// <summary>What containers ask for around their start and their end, and what they say when they end.</summary>
[Trait("Kind", "Loopback")]
public sealed class PodHookTests
{
    [Fact]
    public async Task PostStart_BeforeTheContainerIsReady_HasRun()
    {
        await using var node = await MiniNode.StartAsync();
        var mark = Path.Combine(node.Folder, "started");

        Put(node, $$"""
            {"name":"app","image":"x","command":["sleep","60"],
             "lifecycle":{"postStart":{"exec":{"command":["bash","-c","sleep 0.1; touch {{mark}}"]} } } }
            """);
        await node.PodAsync("p", PodReadiness.IsReady);

        Assert.True(File.Exists(mark));
    }

    [Fact]
    public async Task PostStart_Failing_EndsTheContainer()
    {
        await using var node = await MiniNode.StartAsync();

        Put(node, """
            {"name":"app","image":"x","command":["sleep","60"],
             "lifecycle":{"postStart":{"exec":{"command":["bash","-c","echo no; exit 4"]}}}}
            """);
        var pod = await node.PodAsync("p", p => Status(p).Number("restartCount") >= 1);

        Assert.Equal(143, Status(pod).Number("lastState", "terminated", "exitCode"));
        Assert.True(At("finishedAt") - At("startedAt") < TimeSpan.FromSeconds(4), "It ends at once, not at its limit.");
        Assert.Contains(
            node.Events("FailedPostStartHook"),
            e => e.Text("message") is "PostStartHook failed: command exited with 4: no");

        DateTimeOffset At(string name) => DateTimeOffset.Parse(
            Status(pod).Text("lastState", "terminated", name)!, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task PostStart_Failing_DoesNotHoldTheEndUpForTheWholeGrace()
    {
        await using var node = await MiniNode.StartAsync();

        node.Put(ResourceTypes.Pods, """
            {"metadata":{"name":"p"},"spec":{"terminationGracePeriodSeconds":60,"containers":[
              {"name":"app","image":"x","command":["sleep","60"],
               "lifecycle":{"postStart":{"exec":{"command":["false"]}}}}] } }
            """);

        await node.PodAsync("p", p => Status(p).Number("lastState", "terminated", "exitCode") == 143);
    }

    [Fact]
    public async Task Probe_ThatLeavesAProcessWithItsOutput_IsOverAfterItsLimit()
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """
            {"name":"app","image":"x","command":["sleep","60"],"readinessProbe":{"periodSeconds":1,"timeoutSeconds":1,
             "exec":{"command":["bash","-c","setsid sleep 15 & exit 0"]} } }
            """);
        await node.EventuallyAsync(() => node.Events("Unhealthy").Count > 0);

        node.Store.RequestDeletion(ResourceTypes.Pods, node.Pod("p")!, TimeProvider.System.GetUtcNow());
        await node.EventuallyAsync(() => node.Pod("p") is null);
    }

    [Fact]
    public async Task Terminal_OfAProgramThatEndsForNoSignal_TakesItsProgramWithIt()
    {
        await using var node = await MiniNode.StartAsync();
        var mark = Path.Combine(node.Folder, "id");
        node.Put(ResourceTypes.Pods, $$"""
            {"metadata":{"name":"p"},"spec":{"terminationGracePeriodSeconds":1,"containers":[
              {"name":"app","image":"x","tty":true,
               "command":["bash","-c","trap '' HUP TERM; echo $BASHPID > {{mark}}; while :; do sleep 0.1; done"]}] } }
            """);
        await node.EventuallyAsync(() => File.Exists(mark) && File.ReadAllText(mark).EndsWith('\n'));
        var id = (await File.ReadAllTextAsync(mark)).Trim();
        Assert.True(Directory.Exists($"/proc/{id}"));

        node.Store.RequestDeletion(ResourceTypes.Pods, node.Pod("p")!, TimeProvider.System.GetUtcNow());
        await node.EventuallyAsync(() => node.Pod("p") is null);

        await node.EventuallyAsync(() => !Directory.Exists($"/proc/{id}"));
    }

    [Fact]
    public async Task PreStop_BeforeTheProcessIsTold_HasRun()
    {
        await using var node = await MiniNode.StartAsync();
        var (hook, told) = (Path.Combine(node.Folder, "hook"), Path.Combine(node.Folder, "told"));
        var isSet = Path.Combine(node.Folder, "set");
        Put(node, $$"""
            {"name":"app","image":"x",
             "command":["bash","-c",
               "trap 'test -e {{hook}} && touch {{told}}; exit 0' TERM; touch {{isSet}}; while :; do sleep 0.02; done"],
             "lifecycle":{"preStop":{"exec":{"command":["touch","{{hook}}"]} } } }
            """);
        var pod = await node.PodAsync("p", PodReadiness.IsReady);
        await node.EventuallyAsync(() => File.Exists(isSet));

        node.Store.RequestDeletion(ResourceTypes.Pods, pod, TimeProvider.System.GetUtcNow());
        await node.EventuallyAsync(() => node.Pod("p") is null);

        Assert.True(File.Exists(told));
    }

    [Fact]
    public async Task PreStop_OfAKindThatIsNotKnown_IsToldAndDoesNotHoldTheEndUp()
    {
        await using var node = await MiniNode.StartAsync();
        Put(node, """
            {"name":"app","image":"x","command":["sleep","60"],"lifecycle":{"preStop":{"grpc":{"port":1}}}}
            """);
        var pod = await node.PodAsync("p", PodReadiness.IsReady);

        node.Store.RequestDeletion(ResourceTypes.Pods, pod, TimeProvider.System.GetUtcNow());
        await node.EventuallyAsync(() => node.Pod("p") is null);

        Assert.Contains(node.Events("FailedPreStopHook"), e => e.Text("message")!.Contains(
            "knows httpGet, tcpSocket and exec only", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("echo why > $TERMINATION_LOG; exit 3", "File", "why\n")]
    [InlineData("echo last words; exit 3", "FallbackToLogsOnError", "last words\n")]
    [InlineData("echo last words; exit 3", "File", null)]
    [InlineData("mkfifo $TERMINATION_LOG; exit 3", "File", null)]
    [InlineData("mkfifo x; ln -s $PWD/x $TERMINATION_LOG; exit 3", "File", null)]
    [InlineData("ln -s /dev/zero $TERMINATION_LOG; exit 3", "File", null)]
    [InlineData("mkdir $TERMINATION_LOG; exit 3", "File", null)]
    [InlineData("echo last words; exit 0", "FallbackToLogsOnError", null)]
    public async Task TerminationMessage_OfAContainerThatEnded_IsInItsStatus(
        string script, string policy, string? expected)
    {
        await using var node = await MiniNode.StartAsync();

        node.Put(ResourceTypes.Pods, $$"""
            {"metadata":{"name":"p"},"spec":{"restartPolicy":"Never","containers":[
              {"name":"app","image":"x","command":["bash","-c","{{script}}"],"terminationMessagePolicy":"{{policy}}"}
            ]} }
            """);
        var pod = await node.PodAsync("p", p => Status(p)?["state"]?["terminated"] is not null);

        Assert.Equal(expected, Status(pod).Text("state", "terminated", "message"));
    }

    [Fact]
    public async Task TerminationMessage_PathTakenByAFolder_DoesNotKeepTheContainerFromStartingAgain()
    {
        await using var node = await MiniNode.StartAsync();

        Put(node, """
            {"name":"app","image":"x","command":["bash","-c","mkdir -p $TERMINATION_LOG/x; exit 3"]}
            """);

        await node.PodAsync("p", p => Status(p).Number("restartCount") >= 2);
    }

    [Fact]
    public async Task Crash_FirstRestart_ComesAtOnce_AndTheNextAfterAWait()
    {
        await using var node = await MiniNode.StartAsync();

        Put(node, """{"name":"app","image":"x","command":["bash","-c","exit 3"]}""");
        await node.PodAsync("p", p => Status(p).Text("state", "waiting", "reason") is "CrashLoopBackOff");

        Assert.True(Status(node.Pod("p")!).Number("restartCount") >= 1);
    }

    private static void Put(MiniNode node, string container) => node.Put(ResourceTypes.Pods, $$"""
        {"metadata":{"name":"p"},"spec":{"terminationGracePeriodSeconds":5,"containers":[{{container}}] } }
        """);

    private static JsonObject? Status(JsonObject pod) => pod.Items("status", "containerStatuses").FirstOrDefault();
}

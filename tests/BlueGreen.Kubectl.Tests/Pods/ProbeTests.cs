using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Pods;

/// <summary>What probes do to a pod, as kubectl shows it.</summary>
public sealed class ProbeTests : KubectlTest
{
    [Fact]
    [Row("wait --for=condition=Ready", "yes: a startup probe holds the other probes back")]
    public async Task StartupProbe_UntilItSucceeds_HoldsTheOthersBack()
    {
        var box = await OpenAsync();
        var mark = Path.Combine(box.Folder, "mark");
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60", container: $$"""
            startupProbe: {exec: {command: [test, -e, {{mark}}]}, periodSeconds: 1, failureThreshold: 60}
            """ + "\n    livenessProbe: {exec: {command: [test, -e, " + mark + "]}, failureThreshold: 1}"));
        await box.UntilAsync("get events", "Startup probe failed");

        (await box.RunAsync("wait pod/one --for=condition=Ready --timeout=100ms")).Ends(1).Says("timed out");
        (await box.DoAsync("get pod one")).Says("one 0/1 Running 0");
        await File.WriteAllTextAsync(mark, string.Empty);
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");

        (await box.DoAsync("get pod one")).Says("one 1/1 Running 0");
        (await box.DoAsync("get events")).Omits("Liveness probe failed");
    }

    [Fact]
    [Row("describe pod", "a startup probe that never succeeds restarts the container")]
    public async Task StartupProbe_ThatFailsTooOften_RestartsTheContainer()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod(
            "exec sleep 60",
            container: "startupProbe: {exec: {command: [\"false\"]}, periodSeconds: 1, failureThreshold: 1}"));

        await box.UntilAsync("describe pod one", "failed startup probe, will be restarted");

        await box.UntilAsync("describe pod one", "Last State:");
    }

    [Fact]
    [Row("get events", "a gRPC or HTTPS probe fails: `Unhealthy` says that there is none here")]
    public async Task Probe_OfAKindThatIsNotHere_FailsAndSaysSo()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod(
            "exec sleep 60", "rpc", container: "readinessProbe: {grpc: {port: 80}, periodSeconds: 1}"));
        await box.DoAsync("apply -f -", Manifests.Pod(
            "exec sleep 60",
            "tls",
            container: "readinessProbe: {httpGet: {scheme: HTTPS, port: 80}, periodSeconds: 1}"));

        await box.UntilAsync("get events", "the mini-cluster knows httpGet, tcpSocket and exec only");
        await box.UntilAsync("get events", "the mini-cluster probes with scheme HTTP only");

        (await box.DoAsync("get pod")).Says("rpc 0/1 Running").Says("tls 0/1 Running");
    }

    [Fact]
    [Row("rollout status", "yes: `minReadySeconds` is waited for")]
    public async Task MinReadySeconds_OfARollout_IsWaitedFor()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment(spec: "minReadySeconds: 500"));
        await box.UntilAsync("get deploy web -o jsonpath={.status.readyReplicas}", "1");

        (await box.DoAsync("get deploy web -o jsonpath=.{.status.availableReplicas}.")).Says("..");
        (await box.RunAsync("rollout status deploy/web --timeout=500ms")).Ends(1).Says("timed out waiting");

        await box.DoAsync("patch deploy web -p {\"spec\":{\"minReadySeconds\":1}}");
        (await box.DoAsync("rollout status deploy/web --timeout=20s")).Says("successfully rolled out");
        (await box.DoAsync("get deploy web")).Says("web 1/1 1 1");
    }
}

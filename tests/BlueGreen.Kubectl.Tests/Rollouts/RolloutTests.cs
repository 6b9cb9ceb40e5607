using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Rollouts;

/// <summary>Rollouts as people watch, keep and take them back.</summary>
public sealed class RolloutTests : KubectlTest
{
    [Fact]
    [Row("rollout status")]
    [Row("rollout status --timeout")]
    public async Task Status_OfARolloutThatHangs_SaysSo()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment(2));
        (await box.DoAsync("rollout status deploy/web --timeout=20s")).Says("successfully rolled out");

        await box.DoAsync("set image deploy/web web=nowhere/nothing:1");

        (await box.RunAsync("rollout status deploy/web --timeout=2s")).Ends(1)
            .Says("1 out of 2 new replicas have been updated").Says("timed out waiting for the condition");

        // The deadline comes when the test says so: one call of kubectl may take longer than a short one.
        await box.DoAsync("patch deploy web -p {\"spec\":{\"progressDeadlineSeconds\":1}}");
        (await box.RunAsync("rollout status deploy/web --timeout=20s")).Ends(1)
            .Says("deployment \"web\" exceeded its progress deadline");
        (await box.DoAsync("describe deploy web"))
            .Says("Progressing False ProgressDeadlineExceeded").Says("Available True MinimumReplicasAvailable");
        (await box.DoAsync("get deploy web")).Says("web 2/2 1 2");
    }

    [Fact]
    [Row("rollout history")]
    [Row("rollout history --revision")]
    [Row("rollout undo")]
    [Row("rollout undo --to-revision")]
    public async Task Undo_OfATemplateThatWas_ReusesItsReplicaSetUnderANewNumber()
    {
        var box = await OpenAsync();
        await box.DoAsync("create deployment web --image=sleeper:1 --port=80");
        await box.DoAsync("annotate deploy web kubernetes.io/change-cause=first");
        await ChangeAsync(box, "2", "second");
        await ChangeAsync(box, "3", "third");
        (await box.DoAsync("rollout history deploy/web")).SaysInOrder("1 first", "2 second", "3 third");
        (await box.DoAsync("rollout history deploy/web --revision=2"))
            .Says("with revision #2").Says("Image: sleeper:2").Says("change-cause: second");

        (await box.DoAsync("rollout undo deploy/web")).Says("rolled back");
        await SettledAsync(box);
        (await box.DoAsync("rollout history deploy/web"))
            .SaysInOrder("1 first", "3 third", "4 second").Omits("2 second");
        (await box.DoAsync("rollout undo deploy/web --to-revision=1")).Says("rolled back");
        await SettledAsync(box);
        (await box.DoAsync("rollout history deploy/web")).SaysInOrder("3 third", "4 second", "5 first");
        (await box.RunAsync("rollout undo deploy/web --to-revision=77")).Ends(1)
            .Says("unable to find specified revision 77 in history");

        Assert.Equal("sleeper:1", (await box.DoAsync("get deploy web -o jsonpath={..image}")).Output);
        Assert.Equal(3, (await box.DoAsync("get rs -o name")).Lines.Count);
    }

    [Fact]
    [Row("rollout restart")]
    [Row("rollout pause")]
    [Row("rollout resume")]
    public async Task Pause_HoldsChangesBack_UntilResume()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment());
        await SettledAsync(box);

        (await box.DoAsync("rollout pause deploy/web")).Says("deployment.apps/web paused");
        await box.DoAsync("set image deploy/web web=sleeper:2");
        await box.UntilAsync("describe deploy web", "DeploymentPaused");
        Assert.Single((await box.DoAsync("get rs -o name")).Lines);
        (await box.RunAsync("rollout restart deploy/web")).Ends(1).Says("can't restart paused deployment");
        (await box.DoAsync("rollout resume deploy/web")).Says("deployment.apps/web resumed");
        await SettledAsync(box);
        (await box.DoAsync("get pods -o jsonpath={..image}")).Says("sleeper:2");

        var before = (await box.DoAsync("get pods -o name")).Output;
        (await box.DoAsync("rollout restart deploy/web")).Says("restarted");
        await SettledAsync(box);
        Assert.NotEqual(before, (await box.DoAsync("get pods -o name")).Output, StringComparer.Ordinal);
        (await box.DoAsync("get deploy web -o yaml")).Says("kubectl.kubernetes.io/restartedAt");
    }

    [Fact]
    [Row("get rs", "yes, with the history that `revisionHistoryLimit` keeps")]
    public async Task History_BeyondItsLimit_IsForgotten()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment(1, "revisionHistoryLimit: 1"));
        await SettledAsync(box);
        await ChangeAsync(box, "2", "second");
        await ChangeAsync(box, "3", "third");

        await box.UntilAsync("get rs -o jsonpath={.items[*].spec.template.spec.containers[0].image}", "sleeper:3");
        Assert.Equal(2, (await box.DoAsync("get rs -o name")).Lines.Count);
        (await box.DoAsync("rollout history deploy/web")).SaysInOrder("2", "3 third").Omits("1 <none>");
    }

    [Fact]
    [Row("get -w", "yes: a rollout as it goes, with terminating pods")]
    [Row("get --output-watch-events")]
    public async Task Watch_OfARollout_ShowsItsPods()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment());
        await SettledAsync(box);
        await using var pods = box.Follow("get pods -w --output-watch-events");
        await pods.UntilAsync("ADDED");
        await using var deployments = box.Follow("get deploy -w");
        await deployments.UntilAsync("1/1");

        await box.DoAsync("set image deploy/web web=sleeper:2");

        await pods.UntilAsync("Pending");
        await pods.UntilAsync("1/1");
        await pods.UntilAsync("Terminating");
        await pods.UntilAsync("DELETED");
        await deployments.UntilAsync("1/1     1            1");
    }

    [Fact]
    [Row("get --watch", "yes: with strategy Recreate, the old pods have ended before the first new one is made")]
    public async Task Recreate_PodThatTakesItsTime_IsWaitedFor()
    {
        var box = await OpenAsync();

        // The old pod ends when the test says so: what is between is looked at for as long as it takes.
        var mayEnd = Path.Combine(box.Folder, "may-end");
        var waits =
            $"trap \"until [ -e {mayEnd} ]; do sleep 0.05; done; exit 0\" TERM; echo set; while :; do sleep 0.05; done";
        var command = $"command: [bash, -c, '{waits}']";
        await box.DoAsync("apply -f -", Manifests.Deployment(1, "strategy: {type: Recreate}", command)
            .Replace("PeriodSeconds: 1", "PeriodSeconds: 60", StringComparison.Ordinal));
        await SettledAsync(box);
        await box.UntilAsync("logs deploy/web", "set");
        await using var pods = box.Follow("get pods --watch --output-watch-events");
        var old = (await pods.UntilAsync("ADDED")).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];

        await box.DoAsync("set image deploy/web web=sleeper:2");

        await pods.UntilAsync("Terminating");
        await box.UntilAsync("describe deploy web", "MinimumReplicasUnavailable");
        await File.WriteAllTextAsync(mayEnd, string.Empty);
        var next = await pods.UntilAsync("DELETED");
        Assert.Contains(old, next, StringComparison.Ordinal);
        Assert.Single(pods.Seen, line => line.StartsWith("ADDED", StringComparison.Ordinal));
        await pods.UntilAsync("ADDED");
        await SettledAsync(box);
    }

    [Fact]
    [Row("get --watch-only")]
    public async Task WatchOnly_ShowsWhatComesLater()
    {
        var box = await OpenAsync();
        await box.DoAsync("create configmap before");
        await using var watch = box.Follow("get cm --watch-only");

        // The watch has begun when it shows one of several that come later.
        var making = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await box.DoAsync($"create configmap after{i}");
            }
        });
        var first = await watch.UntilAsync("after");
        await making;

        Assert.DoesNotContain("before", first, StringComparison.Ordinal);
    }

    private static async Task ChangeAsync(Sandbox box, string version, string cause)
    {
        await box.DoAsync($"set image deploy/web *=sleeper:{version}");
        await box.DoAsync($"annotate deploy web kubernetes.io/change-cause={cause} --overwrite");
        await SettledAsync(box);
    }

    private static Task<Answer> SettledAsync(Sandbox box) => box.DoAsync("rollout status deploy/web --timeout=20s");
}

using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Pods;

/// <summary>What people do inside of pods.</summary>
public sealed class ExecTests : KubectlTest
{
    [Fact]
    [Row("exec")]
    [Row("exec -i")]
    [Row("exec -c")]
    [Row("exec deploy/web")]
    public async Task Exec_PassesStreamsAndExitCodeOn()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment());
        await box.DoAsync("rollout status deploy/web --timeout=20s");
        var pod = (await box.DoAsync("get pods -o name")).Output.Trim();

        Assert.Equal("hello\n", (await box.DoAsync($"exec {pod} -- echo hello")).Output);
        Assert.Equal("typed", (await box.DoAsync($"exec -i {pod} -- cat", "typed")).Output);
        (await box.DoAsync($"exec {pod} -c web -- printenv HOSTNAME")).Says(pod["pod/".Length..]);
        (await box.RunAsync("exec deploy/web -- sh -c 'echo oops >&2; exit 7'")).Ends(7)
            .Says("oops").Says("command terminated with exit code 7");
        (await box.RunAsync("exec deploy/web -- nope")).Ends(127).Says("executable file not found in $PATH");
    }

    [Fact]
    [Row("exec -it", "a real terminal where Linux has `script`; the window's size is not passed on")]
    public async Task Exec_WithTerminal_HasOne()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60"));
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");

        // kubectl asks for a terminal only where it has one itself.
        var start = new System.Diagnostics.ProcessStartInfo(
            "script",
            ["-qec", "kubectl exec -it one -- sh -c 'tty; echo \"it'\"'\"'s\"; exit 5'", "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = box.Folder,
        };
        start.Environment["KUBECONFIG"] = Path.Combine(box.Folder, "kubeconfig");
        box.Note("exec -it one");
        using var script = System.Diagnostics.Process.Start(start)!;
        var output = await script.StandardOutput.ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(20));
        await script.WaitForExitAsync();

        Assert.Contains("/dev/pts/", output, StringComparison.Ordinal);
        Assert.Contains("it's", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unknown stream", output, StringComparison.Ordinal);
        Assert.Equal(5, script.ExitCode);
    }

    [Fact]
    [Row("attach")]
    [Row("attach -i")]
    public async Task Attach_SeesAndTypes()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod(
            "while read line; do echo got $line; done; echo over", container: "stdin: true\n    stdinOnce: true"));
        await box.DoAsync("apply -f -", Manifests.Pod("while :; do echo tick; sleep 0.1; done", "ticker"));
        await box.DoAsync("wait pod/one pod/ticker --for=condition=Ready --timeout=20s");

        await using (var seeing = box.Follow("attach ticker"))
        {
            await seeing.UntilAsync("tick");
        }

        await using var typing = box.Follow("attach -i one");
        await typing.Input.WriteLineAsync("hello");
        await typing.Input.FlushAsync();
        await typing.UntilAsync("got hello");
        typing.Input.Close();
        await typing.UntilAsync("over");
        Assert.Equal(0, await typing.EndAsync());
    }

    [Fact]
    [Row("cp", "yes, with the `tar` of this machine; a relative path begins at the pod's folder")]
    public async Task Copy_BothWays_KeepsTheFile()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60"));
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");
        box.Write("there.txt", "content");

        await box.DoAsync("cp there.txt one:kept.txt");
        Assert.Equal("content", (await box.DoAsync("exec one -- cat kept.txt")).Output);
        await box.DoAsync("cp one:kept.txt back.txt");

        Assert.Equal("content", await File.ReadAllTextAsync(Path.Combine(box.Folder, "back.txt")));
    }

    [Fact]
    [Row("port-forward pod/")]
    [Row("port-forward svc/web")]
    [Row("port-forward deploy/web")]
    [Row("proxy")]
    public async Task PortForward_AndProxy_ReachTheApp()
    {
        var box = await OpenAsync();
        var app = Manifests.Deployment().Replace("sleeper", SharedCluster.Server, StringComparison.Ordinal)
            .Replace("[{name: http, containerPort: 80}]", "[{name: http, containerPort: 80}]\n"
                + "        readinessProbe: {httpGet: {path: /ready, port: http}, periodSeconds: 1}",
                StringComparison.Ordinal);
        await box.DoAsync("apply -f -", $"{app}---\n{Manifests.Service()}");
        await box.DoAsync("rollout status deploy/web --timeout=25s");
        var pod = (await box.DoAsync("get pods -o name")).Output.Trim();

        foreach (var (target, port) in new[] { (pod, "80"), ("svc/web", "80"), ("deploy/web", "80") })
        {
            await using var forward = box.Follow($"port-forward {target} :{port}");
            var line = await forward.UntilAsync("Forwarding from 127.0.0.1:");
            using var client = new HttpClient();
            var address = line.Split(' ')[2];
            Assert.Equal(
                System.Net.HttpStatusCode.OK, (await client.GetAsync(new Uri($"http://{address}/ready"))).StatusCode);
        }

        await using var proxy = box.Follow("proxy --port=0");
        var served = await proxy.UntilAsync("Starting to serve on ");
        using var plain = new HttpClient();
        var answer = await plain.GetStringAsync(new Uri($"http://{served["Starting to serve on ".Length..]}/api"));
        Assert.Contains("\"versions\"", answer, StringComparison.Ordinal);
    }
}

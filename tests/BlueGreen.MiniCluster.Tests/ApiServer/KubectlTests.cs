using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer;

/// <summary>Runs the real kubectl: what it accepts is what counts.</summary>
[Trait("Kind", "Loopback")]
public sealed class KubectlTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private readonly Kubectl _kubectl = new(server.Kubeconfig, server.Folder);

    [Theory]
    [InlineData("api-resources", "virtualservices")]
    [InlineData("version -o json", "\"gitVersion\": \"v1.32.0+minicluster\"")]
    [InlineData("get nodes -o wide", "mini-node Ready")]
    [InlineData("get crd", "virtualservices.networking.istio.io")]
    [InlineData("explain deployment.spec.replicas", "FIELD: replicas <integer>")]
    [InlineData("explain vs.spec.hosts", "FIELD: hosts <[]string>")]
    [InlineData("auth can-i create deployments", "yes")]
    [InlineData("create deployment made --image=web:1 --port=80", "deployment.apps/made created")]
    [InlineData("create configmap made --from-literal=a=b", "configmap/made created")]
    [InlineData("create service clusterip made --tcp=80:90", "service/made created")]
    [InlineData("get nothing", "the server doesn't have a resource type")]
    [InlineData("get pods", "No resources found in default namespace.")]
    public async Task Kubectl_AskedInOneLine_Answers(string line, string expected) =>
        Assert.Contains(expected, OneSpace(await _kubectl.RunAsync(line)), StringComparison.Ordinal);

    [Fact]
    public async Task Kubectl_LifeOfADeployment_WorksAsOnARealCluster()
    {
        var n = await server.NewNamespaceAsync();
        await ExpectAsync($"apply -n {n} -f -", "deployment.apps/web created", Manifests.Deployment());
        await ExpectAsync($"apply -n {n} -f -", "deployment.apps/web unchanged", Manifests.Deployment());
        await ExpectAsync($"diff -n {n} -f -", "+  replicas: 3", Manifests.Deployment(replicas: 3));
        await ExpectAsync($"apply -n {n} -f -", "deployment.apps/web configured", Manifests.Deployment(replicas: 3));
        await ExpectAsync($"scale -n {n} deploy/web --replicas=4", "scaled");
        await ExpectAsync($"set image -n {n} deploy/web web=web:2", "image updated");
        await ExpectAsync($"label -n {n} deploy/web x=y", "labeled");
        await ExpectAsync($"annotate -n {n} deploy/web x=y", "annotated");
        await ExpectAsync($"rollout restart -n {n} deploy/web", "restarted");
        await ExpectAsync($"get -n {n} deploy -o wide", "web:2");
        await ExpectAsync($"get -n {n} deploy web -o jsonpath={{.spec.replicas}}", "4");
        await ExpectAsync($"describe -n {n} deploy web", "Replicas:               4 desired");
        await ExpectAsync($"delete -n {n} deploy web", "deleted");
    }

    [KubectlFact(sinceMinor: 23)]
    public async Task Kubectl_WaitingForAField_SeesIt()
    {
        var n = await server.NewNamespaceAsync();
        await ExpectAsync($"apply -n {n} -f -", "created", Manifests.Deployment(replicas: 4));

        await ExpectAsync($"wait -n {n} deploy/web --for=jsonpath={{.spec.replicas}}=4 --timeout=5s", "condition met");

        await ExpectAsync($"set image -n {n} deploy/web web=web:2", "image updated");
        await ExpectAsync($"get -n {n} deploy web -o yaml --show-managed-fields", "manager: kubectl-set");
    }

    // Before 1.26, kubectl does not hand over what its client-side apply owns: the conflict is the real server's too.
    [KubectlFact(sinceMinor: 26)]
    public async Task Kubectl_ServerSideApplyAfterClientSide_TakesOver()
    {
        var n = await server.NewNamespaceAsync();
        await ExpectAsync($"apply -n {n} -f -", "created", Manifests.Deployment());

        var newer = Manifests.Deployment(image: "web:3");
        await ExpectAsync($"apply -n {n} --server-side -f -", "serverside-applied", Manifests.Deployment());
        await ExpectAsync($"apply -n {n} --server-side -f -", "serverside-applied", newer);

        await ExpectAsync($"get -n {n} deploy web -o jsonpath={{..image}}", "web:3");
        await ExpectAsync(
            $"apply -n {n} --server-side --field-manager=other -f -",
            "Apply failed with 1 conflict: conflict with \"kubectl\": .spec.replicas",
            Manifests.Deployment(replicas: 9, image: "web:3"));
    }

    [Fact]
    public async Task Kubectl_UnknownField_IsRefused()
    {
        var text = Manifests.Deployment().Replace("replicas:", "replica:", StringComparison.Ordinal);

        // By kubectl itself, with our OpenAPI document, before 1.25; by the server since then.
        await ExpectAsync("apply -f -", "unknown field \"", text);
    }

    [KubectlFact(sinceMinor: 25)]
    public async Task Kubectl_UnknownField_IsRefusedByTheServer()
    {
        var text = Manifests.Deployment().Replace("replicas:", "replica:", StringComparison.Ordinal);

        await ExpectAsync("apply -f -", "strict decoding error: unknown field \"spec.replica\"", text);
    }

    [Fact]
    public async Task Kubectl_PodOfTheRuntime_GivesLogsAndRunsCommands()
    {
        var n = await server.NewNamespaceAsync();
        await ExpectAsync($"run web -n {n} --image=web:1", "pod/web created");
        await ExpectAsync($"logs -n {n} web --tail=1", "second line");
        await ExpectAsync($"exec -n {n} web -- echo hello", "hello");
        await ExpectAsync($"exec -i -n {n} web -- cat", "from stdin", "from stdin");
        await ExpectAsync($"exec -n {n} web -- fail", "command terminated with exit code 3");
    }

    [Fact]
    public async Task Kubectl_DeletedNamespace_TakesItsContentsAlong()
    {
        var n = await server.NewNamespaceAsync();
        await ExpectAsync($"create configmap -n {n} c --from-literal=a=b", "created");

        await ExpectAsync($"delete ns {n}", "deleted");

        Assert.Empty(server.Store.List(string.Empty, "configmaps", n).Items);
    }

    private Task ExpectAsync(string line, string expected, string input = "") =>
        _kubectl.ExpectAsync(line, expected, input);

    // The versions of kubectl line up what they print in different ways.
    private static string OneSpace(string text) =>
        string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Reading;

/// <summary>Every form in which kubectl prints objects, and every way to choose them.</summary>
public sealed class GetTests : KubectlTest
{
    [Fact]
    [Row("get -o name")]
    [Row("get -o json")]
    [Row("get -o yaml")]
    [Row("get -o jsonpath")]
    [Row("get -o custom-columns")]
    [Row("get -o go-template")]
    [Row("get --no-headers")]
    [Row("get --server-print")]
    public async Task Output_OfEachForm_HasTheObject()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.ConfigMap());

        Assert.Equal("configmap/settings\n", (await box.DoAsync("get cm settings -o name")).Output);
        Assert.Equal("1", (string?)(await box.DoAsync("get cm settings -o json")).Json["data"]!["size"]);
        (await box.DoAsync("get cm settings -o yaml")).Says("kind: ConfigMap").Says("size: \"1\"");
        Assert.Equal("1", (await box.DoAsync("get cm settings -o jsonpath={.data.size}")).Output);
        (await box.DoAsync("get cm -o custom-columns=N:.metadata.name,S:.data.size")).Says("N S\nsettings 1");
        Assert.Equal("1", (await box.DoAsync("get cm settings -o 'go-template={{.data.size}}'")).Output);
        (await box.DoAsync("get cm --no-headers")).Says("settings 1").Omits("NAME");
        (await box.DoAsync("get cm --server-print=false")).Says("NAME AGE\nsettings");
    }

    [Fact]
    [Row("get -l a=b")]
    [Row("get -l a!=b")]
    [Row("get -l a")]
    [Row("get -l !a")]
    [Row("get --show-labels")]
    [Row("get -L")]
    public async Task Labels_AsSelectors_Choose()
    {
        var box = await OpenAsync();
        await box.DoAsync("create configmap one");
        await box.DoAsync("create configmap two");
        await box.DoAsync("label cm one a=b");

        Assert.Equal("configmap/one\n", (await box.DoAsync("get cm -l a=b -o name")).Output);
        Assert.DoesNotContain("one", (await box.DoAsync("get cm -l a!=b -o name")).Output, StringComparison.Ordinal);
        Assert.Equal("configmap/one\n", (await box.DoAsync("get cm -l a -o name")).Output);
        Assert.Contains("two", (await box.DoAsync("get cm -l !a -o name")).Output, StringComparison.Ordinal);
        Assert.Equal("configmap/one\n", (await box.DoAsync("get cm -l 'a in (b,c)' -o name")).Output);
        (await box.DoAsync("get cm -l 'a notin (b,c)' -o name")).Says("two").Omits("one");
        (await box.RunAsync("get cm -l 'a in b'")).Ends(1).Says("unable to parse requirement");
        (await box.DoAsync("get cm --show-labels")).Says("one 0").Says("a=b");
        (await box.DoAsync("get cm -L a")).Says("NAME DATA AGE A");
    }

    [Fact]
    [Row("get --field-selector")]
    public async Task FieldSelector_OfKnownFields_Chooses()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod("exit 0", spec: "restartPolicy: Never"));
        await box.DoAsync("create configmap one");

        await box.UntilAsync("get pods -o name --field-selector status.phase=Succeeded", "pod/one");
        Assert.Empty((await box.DoAsync("get pods -o name --field-selector status.phase!=Succeeded")).Output);
        Assert.Equal(
            "pod/one\n",
            (await box.DoAsync("get pods -o name --field-selector spec.nodeName=mini-node,metadata.name=one")).Output);
        (await box.RunAsync("get pods --field-selector spec.nope=1"))
            .Ends(1).Says("field label not supported: spec.nope");
    }

    [Fact]
    [Row("get -A")]
    [Row("get --sort-by")]
    [Row("get --chunk-size")]
    [Row("get --ignore-not-found")]
    [Row("get -f")]
    public async Task Lists_SortedAndInPieces_AreWhole()
    {
        var box = await OpenAsync();
        box.Write("b.yml", Manifests.ConfigMap("1", "b"));
        await box.DoAsync("apply -f b.yml");
        await box.DoAsync("apply -f -", Manifests.ConfigMap("2", "a"));

        (await box.DoAsync("get cm -A")).Says("NAMESPACE NAME DATA AGE").Says($"{box.Name} b 1");
        Assert.Equal(
            "configmap/b configmap/a",
            string.Join(' ', (await box.DoAsync("get cm -o name --sort-by=.data.size")).Lines
                .Where(line => line.Length < 13)));
        (await box.DoAsync("get cm --chunk-size=1")).SaysInOrder("a 1", "b 1");
        (await box.RunAsync("get cm nope")).Ends(1).Says("Error from server (NotFound): configmaps \"nope\" not found");
        Assert.Empty((await box.DoAsync("get cm nope --ignore-not-found")).Output);
        (await box.DoAsync("get -f b.yml")).Says("b 1");
        (await box.RunAsync("get nothing")).Ends(1).Says("the server doesn't have a resource type \"nothing\"");
    }

    [Fact]
    [Row("get all")]
    [Row("get -o wide")]
    [Row("get deploy,svc,po")]
    public async Task All_OfARunningDeployment_HasTheColumnsOfARealCluster()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", $"{Manifests.Deployment(2)}---\n{Manifests.Service()}");
        await box.DoAsync("rollout status deploy/web --timeout=20s");

        (await box.DoAsync("get all -o wide"))
            .Says("NAME READY STATUS RESTARTS AGE IP NODE NOMINATED NODE READINESS GATES")
            .Says("127.0.0.1 mini-node <none> <none>")
            .Says("NAME TYPE CLUSTER-IP EXTERNAL-IP PORT(S) AGE SELECTOR")
            .Says("NAME READY UP-TO-DATE AVAILABLE AGE CONTAINERS IMAGES SELECTOR")
            .Says("NAME DESIRED CURRENT READY AGE CONTAINERS IMAGES SELECTOR")
            .Says("app=web,pod-template-hash=");
        (await box.DoAsync("get deploy,svc,po"))
            .Says("deployment.apps/web 2/2 2 2").Says("service/web ClusterIP 10.96.");
        (await box.DoAsync("get ns,no,sa,ep,crd,gw,vs,dr,rs")).Says("node/mini-node Ready control-plane");
    }
}

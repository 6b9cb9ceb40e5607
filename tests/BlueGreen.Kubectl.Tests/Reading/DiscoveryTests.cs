using BlueGreen.Kubectl.Tests.Support;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Reading;

/// <summary>What the cluster says it has, and what it says of itself.</summary>
public sealed class DiscoveryTests : KubectlTest
{
    [Fact]
    [Row("api-resources")]
    [Row("api-resources --namespaced")]
    [Row("api-resources --api-group")]
    [Row("api-resources -o wide")]
    [Row("api-versions")]
    public async Task ApiResources_Listed_HaveNamesGroupsAndVerbs()
    {
        var box = await OpenAsync();

        (await box.DoAsync("api-resources"))
            .Says("deployments deploy apps/v1 true Deployment")
            .Says("virtualservices vs networking.istio.io/v1 true VirtualService");
        (await box.DoAsync("api-resources --namespaced=false")).Says("nodes no v1 false Node").Omits("pods");
        (await box.DoAsync("api-resources --api-group=apps")).Says("replicasets").Omits("configmaps");
        (await box.DoAsync("api-resources -o wide")).Says("deletecollection").Says("watch");
        (await box.DoAsync("api-versions")).Says("apps/v1").Says("networking.istio.io/v1beta1");
    }

    [Fact]
    [Row("version")]
    [Row("cluster-info")]
    [Row("cluster-info dump", "nodes and events; then NotFound: there are no replication controllers")]
    public async Task Version_AndAddress_AreTold()
    {
        var box = await OpenAsync();

        (await box.DoAsync("version -o json")).Says("v1.32.0+minicluster");
        (await box.DoAsync("cluster-info")).Says("is running at");
        (await box.RunAsync("cluster-info dump")).Ends(1).Says("\"name\": \"mini-node\"").Says("NotFound");
    }

    [Fact]
    [Row("explain", "the field names and types of Kubernetes; descriptions are shorter")]
    [Row("explain --recursive")]
    public async Task Explain_Fields_HaveTypesAndWords()
    {
        var box = await OpenAsync();

        (await box.DoAsync("explain deployment.spec.replicas")).Says("replicas <integer>");
        (await box.DoAsync("explain vs.spec.hosts")).Says("hosts <[]string>");
        (await box.DoAsync("explain deployment --recursive")).Says("progressDeadlineSeconds <integer>");
        (await box.RunAsync("explain deployment.spec.nope")).Ends(1).Says("field \"nope\" does not exist");
    }

    [Fact]
    [Row("get --raw")]
    public async Task Raw_Paths_AreAnsweredAsTheyAre()
    {
        var box = await OpenAsync();

        (await box.DoAsync("get --raw /readyz")).Says("ok");
        (await box.DoAsync("get --raw /livez")).Says("ok");
        (await box.DoAsync($"get --raw /api/v1/namespaces/{box.Name}/pods")).Says("\"kind\":\"PodList\"");
        (await box.RunAsync("get --raw /nothing")).Ends(1).Says("NotFound");
    }

    [Fact]
    [Row("config view")]
    [Row("config current-context")]
    public async Task Config_OfTheCluster_HidesTheToken()
    {
        var box = await OpenAsync();

        (await box.DoAsync("config view")).Says("token: REDACTED").Says("server: https://127.0.0.1:");
        (await box.DoAsync("config current-context")).Says("mini-cluster");
    }

    [KubectlFact(sinceMinor: 27)]
    [Row("auth whoami")]
    public async Task WhoAmI_OfTheKubeconfig_IsTheAdministrator()
    {
        var box = await OpenAsync();

        (await box.DoAsync("auth whoami")).Says("mini-admin").Says("system:masters");
    }

    [Fact]
    [Row("auth can-i")]
    [Row("auth can-i --list")]
    public async Task CanI_TheAdministrator_MayDoAll()
    {
        var box = await OpenAsync();

        (await box.DoAsync("auth can-i create deployments")).Says("yes");
        (await box.DoAsync("auth can-i --list")).Says("*.*");
    }
}

using BlueGreen.Kubectl.Tests.Support;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Reading;

/// <summary>Objects told in words, and what happened to them.</summary>
public sealed class DescribeTests : KubectlTest
{
    [Fact]
    [Row("describe deployment")]
    [Row("describe rs")]
    [Row("describe pod")]
    [Row("describe service")]
    [Row("describe endpoints")]
    public async Task Describe_AWorkload_ShowsConditionsEventsAndEndpoints()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", $"{Manifests.Deployment(2)}---\n{Manifests.Service()}");
        await box.DoAsync("rollout status deploy/web --timeout=20s");

        (await box.DoAsync("describe deployment web")).SaysInOrder(
            "Replicas: 2 desired | 2 updated | 2 total | 2 available | 0 unavailable",
            "StrategyType: RollingUpdate",
            "RollingUpdateStrategy: 25% max unavailable, 25% max surge",
            "Available True MinimumReplicasAvailable",
            "Progressing True NewReplicaSetAvailable",
            "NewReplicaSet: web-",
            "Normal ScalingReplicaSet",
            "from 0 to 2");
        (await box.DoAsync("describe rs")).SaysInOrder(
            "Controlled By: Deployment/web", "Replicas: 2 current / 2 desired", "2 Running / 0 Waiting",
            "Normal SuccessfulCreate", "replicaset-controller Created pod: web-");
        (await box.DoAsync("describe pod")).SaysInOrder(
            "Node: mini-node/127.0.0.1", "Controlled By: ReplicaSet/web-", "State: Running", "Ready: True",
            "Initialized True", "Ready True", "ContainersReady True", "PodScheduled True",
            "Scheduled", "default-scheduler Successfully assigned", "Pulled", "Created", "Started");
        await box.UntilAsync("describe service web", "127.0.0.1:");
        (await box.DoAsync("describe service web")).SaysInOrder(
            "Selector: app=web", "Type: ClusterIP", "Port: http 80/TCP", "TargetPort: http/TCP",
            "Endpoints: 127.0.0.1:");
        (await box.DoAsync("describe endpoints web")).SaysInOrder("Addresses: 127.0.0.1", "http");
    }

    [KubectlFact(sinceMinor: 21)]
    [Row("describe endpointslice")]
    public async Task Describe_EndpointSlice_NamesThePod()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", $"{Manifests.Deployment()}---\n{Manifests.Service()}");
        await box.DoAsync("rollout status deploy/web --timeout=20s");

        await box.UntilAsync("describe endpointslice", "true");
        (await box.DoAsync("describe endpointslice")).SaysInOrder("Ready: true", "TargetRef: Pod/web-");
    }

    [Fact]
    [Row("describe node", "one node, this machine; `Lease` is not found")]
    [Row("describe namespace", "without the lines on quotas and limits, which there are none of")]
    [Row("describe virtualservice")]
    [Row("describe configmap")]
    [Row("describe secret")]
    [Row("describe crd")]
    public async Task Describe_OtherKinds_TellsThem()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.ConfigMap());
        await box.DoAsync("create secret generic word --from-literal=p=hidden");
        await box.DoAsync("apply -f -", """
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: web}
            spec: {hosts: [web.example], http: [{route: [{destination: {host: web, subset: blue}}]}]}
            """);

        (await box.DoAsync("describe node mini-node")).SaysInOrder(
            "Roles: control-plane", "Unschedulable: false", "Ready True", "Capacity:", "cpu:", "Non-terminated Pods:");
        (await box.DoAsync($"describe namespace {box.Name}")).SaysInOrder($"Name: {box.Name}", "Status: Active");
        (await box.DoAsync("describe virtualservice web")).SaysInOrder("Kind: VirtualService", "Subset: blue");
        (await box.DoAsync("describe configmap settings")).Says("size:");
        (await box.DoAsync("describe secret word")).Says("p: 6 bytes").Omits("hidden");
        (await box.DoAsync("describe crd virtualservices.networking.istio.io")).Says("Kind: CustomResourceDefinition");
    }

    [Fact]
    [Row("get events")]
    public async Task GetEvents_InOrder_TellWhatHappened()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60"));
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");

        (await box.DoAsync("get events")).SaysInOrder(
            "LAST SEEN TYPE REASON OBJECT MESSAGE",
            "Normal Scheduled pod/one",
            "Normal Pulled pod/one",
            "Normal Created pod/one Created container: main",
            "Normal Started pod/one Started container main");
        (await box.DoAsync("get events -o wide"))
            .Says("LAST SEEN TYPE REASON OBJECT SUBOBJECT SOURCE MESSAGE FIRST SEEN COUNT NAME")
            .Says("spec.containers{main} kubelet");
        (await box.DoAsync("get events --field-selector involvedObject.name=one,reason=Started"))
            .Says("Started container main").Omits("Scheduled");
    }

    [KubectlFact(sinceMinor: 26)]
    [Row("events --for")]
    [Row("events --types")]
    [Row("events -w")]
    public async Task Events_OfOneObjectOrType_AreChosen()
    {
        var box = await OpenAsync();
        await using var watch = box.Follow("events -w");
        await box.DoAsync("apply -f -", Manifests.Pod("exit 1"));
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60", "two"));
        await box.UntilAsync("events --for pod/one", "BackOff");

        (await box.DoAsync("events --for pod/two")).Says("Pod/two").Omits("Pod/one");
        (await box.DoAsync("events --types=Warning"))
            .Says("Warning BackOff Pod/one Back-off restarting failed container main in pod one_").Omits("Normal");
        await watch.UntilAsync("BackOff");
    }
}

using BlueGreen.Kubectl.Tests.Support;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Writing;

/// <summary>What <c>kubectl create</c>, <c>run</c> and <c>expose</c> make, and what cannot be made.</summary>
public sealed class CreateTests : KubectlTest
{
    [Fact]
    [Row("create -f")]
    [Row("create --raw")]
    [Row("create configmap")]
    [Row("create secret")]
    [Row("create namespace")]
    [Row("create serviceaccount")]
    public async Task Create_Objects_AreThere()
    {
        var box = await OpenAsync();
        box.Write("raw.json", """{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"raw"}}""");

        (await box.DoAsync("create -f -", Manifests.ConfigMap())).Says("configmap/settings created");
        (await box.RunAsync("create -f -", Manifests.ConfigMap()))
            .Ends(1).Says("AlreadyExists").Says("configmaps \"settings\" already exists");
        await box.DoAsync($"create --raw /api/v1/namespaces/{box.Name}/configmaps -f raw.json");
        await box.DoAsync("create configmap made --from-literal=a=b --from-file=raw.json");
        await box.DoAsync("create secret generic word --from-literal=p=secret");
        await box.DoAsync("create serviceaccount robot");
        (await box.DoAsync("get cm,secret,sa")).Says("configmap/raw 0").Says("configmap/made 2")
            .Says("secret/word Opaque 1").Says("serviceaccount/robot");
        Assert.Equal("c2VjcmV0", (await box.DoAsync("get secret word -o jsonpath={.data.p}")).Output);
        (await box.DoAsync($"create namespace {box.Name}-more")).Says("created");
        (await box.DoAsync($"delete namespace {box.Name}-more")).Says("deleted");
    }

    [Fact]
    [Row("create deployment")]
    [Row("create service clusterip")]
    [Row("create service nodeport", "a node port is given, and nobody listens on it: the gateway is the way in")]
    [Row("create service loadbalancer", "stays `<pending>`: the gateway is the way in")]
    [Row("create service externalname")]
    [Row("expose")]
    public async Task Create_DeploymentAndServices_HaveTheirColumns()
    {
        var box = await OpenAsync();
        await box.DoAsync("create deployment web --image=sleeper:1 --port=80 --replicas=2");
        await box.DoAsync("create service clusterip inner --tcp=80:8080");
        await box.DoAsync("create service nodeport outer --tcp=80:8080");
        await box.DoAsync("create service loadbalancer balanced --tcp=80:8080");
        await box.DoAsync("create service externalname other --external-name=example.org");
        await box.DoAsync("expose deployment web --port=90 --target-port=80 --name=exposed");

        var services = await box.DoAsync("get svc");
        services.Says("<none> 80/TCP").Says("other ExternalName <none> example.org <none>").Says("90/TCP");
        Assert.Matches(@"outer +NodePort +10\.96\.\S+ +<none> +80:3\d{4}/TCP", services.Output);
        Assert.Matches(@"balanced +LoadBalancer +10\.96\.\S+ +<pending> +80:3\d{4}/TCP", services.Output);
        await box.DoAsync("rollout status deploy/web --timeout=20s");
        var endpoints = await box.UntilAsync("get endpoints exposed", "127.0.0.1:");
        endpoints.Says("NAME ENDPOINTS AGE");
    }

    [Fact]
    [Row("create job", "refused: there are no jobs")]
    [Row("create cronjob", "refused: there are no jobs")]
    [Row("create ingress", "refused: the way in is Istio's Gateway")]
    [Row("create quota", "refused: nothing is limited")]
    [Row("create poddisruptionbudget", "refused: nothing is counted")]
    public async Task Create_KindThatIsNotHere_IsRefused()
    {
        var box = await OpenAsync();
        string[] lines =
        [
            "create job a --image=b",
            "create cronjob a --image=b --schedule='* * * * *'",
            "create ingress a --rule=a/b=c:80",
            "create quota a --hard=pods=1",
            "create poddisruptionbudget a --selector=a=b --min-available=1",
        ];

        foreach (var line in lines)
        {
            // kubectl before 1.21 sees by itself that there is no such kind.
            var answer = (await box.RunAsync(line)).Ends(1);
            Assert.Matches("the server could not find the requested resource|no matches for kind", answer.Error);
        }
    }

    [Fact]
    [Row("run")]
    [Row("run --rm -i")]
    public async Task Run_Pod_RunsItsCommand()
    {
        var box = await OpenAsync();

        (await box.DoAsync("run web --image=sleeper:1 --port=80 --labels=a=b --env=C=D")).Says("pod/web created");
        await box.DoAsync("wait pod/web --for=condition=Ready --timeout=20s");
        (await box.DoAsync("run once --image=any:1 --rm -i --restart=Never --command -- bash -c 'read a; echo got $a'",
            "hello\n")).Says("got hello").Says("pod \"once\" deleted");
    }

    [Fact]
    [Row("autoscale", "refused: nothing measures load; the kind is there for charts that bring it")]
    [Row("top", "as on a cluster without metrics: `Metrics API not available`")]
    [Row("debug", "refused: a pod takes no further containers")]
    public async Task Measuring_AndDebugging_AreRefused()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment());
        await box.DoAsync("apply -f -", Manifests.Pod("exec sleep 60"));
        await box.DoAsync("wait pod/one --for=condition=Ready --timeout=20s");

        (await box.RunAsync("autoscale deploy/web --max=3")).Ends(1).Says("could not find the requested resource");
        (await box.RunAsync("top nodes")).Ends(1).Says("Metrics API not available");
        (await box.RunAsync("top pods")).Ends(1).Says("Metrics API not available");
        (await box.RunAsync("debug one --image=any:1")).Ends(1);
    }
}

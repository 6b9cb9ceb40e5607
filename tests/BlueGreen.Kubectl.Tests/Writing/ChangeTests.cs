using BlueGreen.Kubectl.Tests.Support;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Writing;

/// <summary>Every way to change what is there.</summary>
public sealed class ChangeTests : KubectlTest
{
    [Fact]
    [Row("replace -f")]
    [Row("replace --force")]
    public async Task Replace_OldVersion_IsAConflict()
    {
        var box = await OpenAsync();
        await box.DoAsync("create -f -", Manifests.ConfigMap());
        var read = (await box.DoAsync("get cm settings -o yaml")).Output;

        (await box.DoAsync("replace -f -", Manifests.ConfigMap("2"))).Says("configmap/settings replaced");
        (await box.RunAsync("replace -f -", read)).Ends(1).Says("Conflict")
            .Says("the object has been modified; please apply your changes to the latest version and try again");
        (await box.DoAsync("replace --force -f -", Manifests.ConfigMap("3"))).Says("deleted").Says("replaced");
        Assert.Equal("3", (await box.DoAsync("get cm settings -o jsonpath={.data.size}")).Output);
    }

    [Fact]
    [Row("patch")]
    [Row("patch --type=merge")]
    [Row("patch --type=json")]
    public async Task Patch_OfEachType_Changes()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment());

        const string Image = """{"spec":{"template":{"spec":{"containers":[{"name":"web","image":"sleeper:2"}]}}}}""";
        await box.DoAsync($"patch deploy web -p '{Image}'");
        await box.DoAsync("""patch deploy web --type=merge -p '{"metadata":{"labels":{"x":"y"}}}'""");
        await box.DoAsync(
            """patch deploy web --type=json -p '[{"op":"replace","path":"/spec/replicas","value":3}]'""");
        (await box.RunAsync(
            """patch deploy web --type=json -p '[{"op":"test","path":"/spec/replicas","value":7}]'"""))
            .Ends(1).Says("The request is invalid");
        (await box.RunAsync("""patch deploy web -p '{"spec":{"replicas":"many"}}'""")).Ends(1);

        var now = await box.DoAsync("get deploy web -o json");
        now.Says("\"image\": \"sleeper:2\"").Says("\"containerPort\": 80").Says("\"x\": \"y\"").Says("\"replicas\": 3");
    }

    [KubectlFact(sinceMinor: 24)]
    [Row("patch --subresource=status")]
    [Row("get --subresource=status")]
    public async Task Patch_OfTheStatus_LeavesTheRest()
    {
        var box = await OpenAsync();
        await box.DoAsync("create service loadbalancer lb --tcp=80");

        await box.DoAsync("patch svc lb --subresource=status --type=merge -p "
            + """'{"spec":{"type":"NodePort"},"status":{"loadBalancer":{"ingress":[{"ip":"10.0.0.1"}]}}}'""");

        (await box.DoAsync("get svc lb --subresource=status")).Says("lb LoadBalancer").Says("10.0.0.1");
    }

    [Fact]
    [Row("edit")]
    public async Task Edit_WithAnEditor_Changes()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.ConfigMap());
        box.Write("editor", "#!/bin/sh\nsed -i 's/size: .*/size: \"9\"/' \"$1\"\n");

        var edited = await box.RunAsync("edit cm settings", string.Empty, ("KUBE_EDITOR", $"sh {box.Folder}/editor"));

        edited.Ends(0).Says("configmap/settings edited");
        Assert.Equal("9", (await box.DoAsync("get cm settings -o jsonpath={.data.size}")).Output);
    }

    [Fact]
    [Row("label")]
    [Row("label --overwrite")]
    [Row("label --all")]
    [Row("annotate")]
    public async Task Label_AndAnnotate_SetAndRemove()
    {
        var box = await OpenAsync();
        await box.DoAsync("create configmap one");

        (await box.DoAsync("label cm one a=b")).Says("configmap/one labeled");
        (await box.RunAsync("label cm one a=c")).Ends(1).Says("'a' already has a value (b)");
        (await box.DoAsync("label cm one a=c --overwrite")).Says("labeled");
        (await box.DoAsync("label cm --all z=1")).Says("configmap/one labeled");
        await box.DoAsync("label cm one a-");
        await box.DoAsync("annotate cm one note='two words'");
        (await box.DoAsync("get cm one -o yaml")).Says("z: \"1\"").Says("note: two words").Omits("a: c");
    }

    [Fact]
    [Row("scale --replicas")]
    [Row("scale --current-replicas")]
    [Row("set image")]
    [Row("set env")]
    [Row("set resources")]
    [Row("set selector")]
    [Row("set serviceaccount")]
    public async Task ScaleAndSet_ChangeTheDeployment()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", $"{Manifests.Deployment()}---\n{Manifests.Service()}");

        (await box.DoAsync("scale deploy web --replicas=2")).Says("deployment.apps/web scaled");
        (await box.RunAsync("scale deploy web --replicas=4 --current-replicas=9")).Ends(1)
            .Says("Expected replicas to be 9, was 2");
        (await box.DoAsync("set image deploy/web web=sleeper:2")).Says("image updated");
        await box.DoAsync("set env deploy/web COLOR=blue");
        (await box.DoAsync("set env deploy/web --list")).Says("COLOR=blue");
        await box.DoAsync("set resources deploy/web --limits=cpu=1,memory=64Mi");
        await box.DoAsync("set selector svc web color=blue");
        await box.DoAsync("set serviceaccount deploy/web robot");
        (await box.DoAsync("get deploy web -o yaml")).Says("replicas: 2").Says("image: sleeper:2")
            .Says("memory: 64Mi").Says("serviceAccountName: robot");
        (await box.DoAsync("get svc web -o wide")).Says("color=blue");
    }

    [Fact]
    [Row("delete -l")]
    [Row("delete --all")]
    [Row("delete --ignore-not-found")]
    [Row("delete -f")]
    public async Task Delete_ByNameLabelAndFile_Removes()
    {
        var box = await OpenAsync();
        box.Write("cm.yml", Manifests.ConfigMap());
        await box.DoAsync("apply -f cm.yml");
        await box.DoAsync("create configmap one");
        await box.DoAsync("create configmap two");
        await box.DoAsync("label cm one a=b");

        (await box.DoAsync("delete cm -l a=b")).Says("configmap \"one\" deleted").Omits("two");
        (await box.DoAsync("delete -f cm.yml")).Says("configmap \"settings\" deleted");
        (await box.DoAsync("delete cm --all")).Says("configmap \"two\" deleted");
        (await box.RunAsync("delete cm two")).Ends(1).Says("Error from server (NotFound)");
        await box.DoAsync("delete cm two --ignore-not-found");
    }
}

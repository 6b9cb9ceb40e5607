using BlueGreen.Kubectl.Tests.Support;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Writing;

/// <summary><c>kubectl apply</c> in both forms, and what it would change.</summary>
public sealed class ApplyTests : KubectlTest
{
    [Fact]
    [Row("apply -f")]
    [Row("apply view-last-applied")]
    public async Task Apply_Twice_CreatesThenLeavesThenConfigures()
    {
        var box = await OpenAsync();
        box.Write("cm.yml", Manifests.ConfigMap());

        (await box.DoAsync("apply -f cm.yml")).Says("configmap/settings created");
        (await box.DoAsync("apply -f cm.yml")).Says("configmap/settings unchanged");
        box.Write("cm.yml", Manifests.ConfigMap("2"));
        (await box.DoAsync("apply -f cm.yml")).Says("configmap/settings configured");
        (await box.DoAsync("apply view-last-applied -f cm.yml")).Says("size: \"2\"");
    }

    [Fact]
    [Row("apply --dry-run=client")]
    [Row("apply --dry-run=server")]
    public async Task Apply_DryRun_WritesNothing()
    {
        var box = await OpenAsync();

        (await box.DoAsync("apply --dry-run=client -f -", Manifests.ConfigMap())).Says("created (dry run)");
        (await box.DoAsync("apply --dry-run=server -f -", Manifests.ConfigMap())).Says("created (server dry run)");
        (await box.RunAsync("get cm settings")).Ends(1).Says("NotFound");
        (await box.RunAsync("apply --dry-run=server -f -", Manifests.Deployment(-1)))
            .Ends(1).Says("spec.replicas: Invalid value: -1: must be greater than or equal to 0");
    }

    [Fact]
    [Row("apply --server-side")]
    [Row("apply --server-side --field-manager")]
    [Row("apply --server-side --force-conflicts")]
    public async Task ServerSide_FieldOfAnother_IsAConflictThatNamesIt()
    {
        var box = await OpenAsync();

        (await box.DoAsync("apply --server-side -f -", Manifests.ConfigMap())).Says("serverside-applied");
        (await box.RunAsync("apply --server-side --field-manager=other -f -", Manifests.ConfigMap("2")))
            .Ends(1).Says("Apply failed with 1 conflict: conflict with \"kubectl\": .data.size");
        await box.DoAsync(
            "apply --server-side --field-manager=other --force-conflicts -f -", Manifests.ConfigMap("2"));
        Assert.Equal("2", (await box.DoAsync("get cm settings -o jsonpath={.data.size}")).Output);
    }

    [KubectlFact(sinceMinor: 26)]
    [Row("apply --server-side", "yes, over an earlier client-side apply as well")]
    public async Task ServerSide_AfterClientSide_TakesOverWithoutConflict()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.ConfigMap());

        await box.DoAsync("apply --server-side -f -", Manifests.ConfigMap("2"));

        var managed = await box.DoAsync("get cm settings -o yaml --show-managed-fields");
        managed.Says("size: \"2\"").Says("operation: Apply").Omits("kubectl-client-side-apply");
    }

    [KubectlFact(sinceMinor: 26)]
    [Row("apply --server-side --field-manager", "yes, over an earlier client-side apply as well")]
    public async Task ServerSide_ByAnotherAfterClientSide_MayBeRepeated()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.ConfigMap());

        (await box.DoAsync("apply --server-side --field-manager=other -f -", Manifests.ConfigMap())).Omits("Warning");
        await box.DoAsync("apply --server-side --field-manager=other -f -", Manifests.ConfigMap("3"));

        Assert.Equal("3", (await box.DoAsync("get cm settings -o jsonpath={.data.size}")).Output);
    }

    [KubectlFact(sinceMinor: 25)]
    [Row("apply --validate=strict")]
    [Row("apply --validate=warn")]
    public async Task Validate_UnknownField_IsRefusedOrWarnedOf()
    {
        var box = await OpenAsync();
        var wrong = Manifests.Deployment().Replace("replicas:", "replica:", StringComparison.Ordinal);

        (await box.RunAsync("apply --validate=strict -f -", wrong))
            .Ends(1).Says("strict decoding error: unknown field \"spec.replica\"");
        (await box.RunAsync("apply --validate=warn -f -", wrong))
            .Ends(0).Says("Warning: unknown field \"spec.replica\"");
    }

    [Fact]
    [Row("diff -f")]
    public async Task Diff_SaysWhatApplyWouldChange_ByItsExitCodeToo()
    {
        var box = await OpenAsync();

        (await box.RunAsync("diff -f -", Manifests.ConfigMap())).Ends(1).Says("+ size: \"1\"");
        await box.DoAsync("apply -f -", Manifests.ConfigMap());
        Assert.Empty((await box.RunAsync("diff -f -", Manifests.ConfigMap())).Ends(0).Output);
        (await box.RunAsync("diff -f -", Manifests.ConfigMap("2")))
            .Ends(1).Says("- size: \"1\"").Says("+ size: \"2\"");
        (await box.RunAsync("diff --server-side -f -", Manifests.ConfigMap("2"))).Ends(1).Says("+ size: \"2\"");
    }

    [Fact]
    [Row("apply -k")]
    [Row("delete -k")]
    public async Task Kustomize_OfAFolder_IsApplied()
    {
        var box = await OpenAsync();
        box.Write("cm.yml", Manifests.ConfigMap());
        box.Write("kustomization.yaml", "resources: [cm.yml]\nnamePrefix: my-\n");

        (await box.DoAsync("apply -k .")).Says("configmap/my-settings created");
        (await box.DoAsync("delete -k .")).Says("configmap \"my-settings\" deleted");
    }
}

using BlueGreen.Kubectl.Tests.Support;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Rollouts;

/// <summary><c>kubectl wait</c>, which scripts lean on.</summary>
public sealed class WaitTests : KubectlTest
{
    [Fact]
    [Row("wait --for=condition=Available")]
    [Row("wait --for=condition=Ready")]
    [Row("wait --for=delete")]
    [Row("wait --timeout")]
    public async Task Wait_ForConditionsAndDeletion_Returns()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment());

        (await box.DoAsync("wait --for=condition=Available deploy/web --timeout=20s")).Says("condition met");
        (await box.DoAsync("wait --for=condition=Ready pods -l app=web --timeout=20s")).Says("condition met");
        (await box.RunAsync("wait --for=condition=Nope deploy/web --timeout=300ms")).Ends(1).Says("timed out waiting");
        await box.DoAsync("delete deploy web --wait=false");
        await box.DoAsync("wait --for=delete pods -l app=web --timeout=20s");
    }

    [KubectlFact(sinceMinor: 23)]
    [Row("wait --for=jsonpath={.status.readyReplicas}")]
    public async Task Wait_ForAField_Returns()
    {
        var box = await OpenAsync();
        await box.DoAsync("apply -f -", Manifests.Deployment(2));

        (await box.DoAsync("wait --for=jsonpath={.status.readyReplicas}=2 deploy/web --timeout=20s"))
            .Says("condition met");
    }

    [KubectlFact(sinceMinor: 31)]
    [Row("wait --for=create")]
    public async Task Wait_ForWhatIsNotThereYet_Returns()
    {
        var box = await OpenAsync();
        await using var wait = box.Follow("wait --for=create cm/late --timeout=20s");

        await box.DoAsync("create configmap late");

        await wait.UntilAsync("condition met");
    }
}

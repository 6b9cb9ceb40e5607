using BlueGreen.Pipelines.Checking;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Checking;

/// <summary>What changes the cluster is seen in all its spellings; what only sounds like it is not.</summary>
public sealed class ReleaseCommandTests
{
    [Theory]
    [InlineData("./build.sh --target=Deploy")]
    [InlineData("./build.sh --target Deploy --tag=v1-blue")]
    [InlineData("./build.sh -t Deploy")]
    [InlineData("exec ./build.sh --Target=activate")]
    [InlineData("exec env FOO=1 ./build.sh '--target=Rollback'")]
    [InlineData(@".\build.ps1 --target=Deploy")]
    [InlineData("pwsh ./build.ps1 -t Decommission")]
    [InlineData("bash build.sh --target=SmokeTest")]
    [InlineData("dotnet run --project build -- --target Deploy")]
    [InlineData("dotnet artifacts/build.dll --target=Release")]
    [InlineData("checkout && ./build.sh --target=\"Deploy\" | tee log")]
    [InlineData("if true; then ./build.sh \\\n  --target=Deploy; fi")]
    [InlineData("BLUEGREEN_COLOR=blue ./build.sh --target=Deploy")]
    [InlineData("timeout -k 5 300 ./build.sh --target=Deploy")]
    [InlineData("./build.sh --target=$TARGET")]
    [InlineData("./build.sh --target=${{ matrix.target }}")]
    [InlineData("bash -ec './build.sh --target=Deploy'")]
    [InlineData("kubectl apply -f x.yml")]
    [InlineData("envsubst < a.yml | kubectl -n shop --context=x apply -f -")]
    [InlineData("echo $(kubectl delete pod a)")]
    [InlineData("kubectl rollout undo deployment/a")]
    [InlineData("sudo -E kubectl scale deployment a --replicas 0")]
    [InlineData("helm --kube-context x upgrade a .")]
    public void TouchesCluster_WhatChangesIt_IsSeen(string script) =>
        Assert.True(ReleaseCommand.TouchesCluster(script));

    [Theory]
    [InlineData("")]
    [InlineData("./build.sh --target=Deploy --dryrun")]
    [InlineData("./build.sh --DryRun --target=Deploy")]
    [InlineData("./build.sh --target=Test")]
    [InlineData("./build.sh --target=Status")]
    [InlineData("./build.sh --target=CheckPipelines")]
    [InlineData("docker build -t release .")]
    [InlineData("docker build --target release .")]
    [InlineData("# ./build.sh --target=Deploy")]
    [InlineData("echo kubectl apply -f x.yml")]
    [InlineData("kubectl apply --dry-run=server -f x.yml")]
    [InlineData("kubectl get pods -n apply")]
    [InlineData("kubectl rollout status deployment/a")]
    [InlineData("helm template a .")]
    [InlineData("helm upgrade a . --dry-run")]
    [InlineData("kubectl")]
    [InlineData("git commit -m 'then kubectl apply it'")]
    [InlineData("bash -c")]
    public void TouchesCluster_WhatOnlySoundsLikeIt_IsNot(string script) =>
        Assert.False(ReleaseCommand.TouchesCluster(script));

    [Theory]
    [InlineData("exec ./build.sh --target=Deploy", true)]
    [InlineData("set -e\nexec env A=1 ./build.sh --target=Deploy", true)]
    [InlineData("if true; then\n  exec ./build.sh --target=Deploy\nfi", true)]
    [InlineData("./build.sh --target=Deploy", false)]
    [InlineData("exec ./build.sh --target=Deploy | tee log", false)]
    [InlineData("exec echo a; ./build.sh --target=Deploy", false)]
    [InlineData("exec bash -c './build.sh --target=Deploy'", true)]
    public void Find_Exec_IsToldFromAChild(string script, bool takesTheShellsPlace) => Assert.Equal(
        takesTheShellsPlace,
        ReleaseCommand.Find(script).All(command => command is { HasExec: true, IsPiped: false }));
}

using BlueGreen.Contract.Tests.Harness;
using BlueGreen.Errors;
using BlueGreen.Frosting.Local.Gateway;
using Xunit;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>The gateway alone needs the role of its page: nothing is missing, nothing is superfluous.</summary>
[Trait("Kind", "Loopback")]
public sealed class GatewayRightsTests(PrivilegeClusterFixture fixture) : IClassFixture<PrivilegeClusterFixture>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    public static TheoryData<string> AllPermissions { get; } =
        [.. Documents.OfTheGateway.Select(permission => permission.ToString())];

    [Fact]
    public async Task Gateway_AsTheAccountOfItsPage_FollowsAReleaseAndAsksForNothingElse()
    {
        await using var app = await fixture.Cluster.Access.OpenAppAsync();
        var account = new GatewayAccount(fixture.Cluster, app);
        await account.MakeAsync(Documents.OfTheGateway);
        using var client = account.Connect();
        await using var gateway = await ClusterGateway.StartAsync(
            client, new ClusterGatewayOptions { Namespace = app.Name }, TimeProvider.System, default);

        await app.ReleaseAsync("v1.0-green", "r-1");

        using var users = new HttpClient();
        await Eventually.TrueAsync(Limit, "users reach green", async () =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, gateway.Url);
            request.Headers.Host = $"{app.Name}.test";
            using var answer = await users.SendAsync(request);
            return answer.Headers.TryGetValues("x-version", out var version) && version.Single() is "1.0";
        });
        Assert.All(account.Decisions, decision => Assert.True(decision.IsAllowed, $"{decision}"));
        Assert.Equal(
            Documents.OfTheGateway.Select(permission => permission.Words).Order(StringComparer.Ordinal),
            account.Decisions
                .Select(decision => new Permission(decision.Verb, decision.Resource, decision.Group).Words)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(AllPermissions))]
    public async Task GatewayRun_WithoutOneOfThem_EndsAtOnceAndNamesIt(string missing)
    {
        await using var app = await fixture.Cluster.Access.OpenAppAsync();
        var account = new GatewayAccount(fixture.Cluster, app);
        await account.MakeAsync(Documents.OfTheGateway.Where(permission =>
            !string.Equals($"{permission}", missing, StringComparison.Ordinal)));
        app.Environment["KUBECONFIG"] = account.Kubeconfig;

        var refused = await app.RunAsync("GatewayRun", "none");

        refused.Failed(ExitCode.NotSwitched, $"may not {missing} ", "docs/gateway.md");
    }
}

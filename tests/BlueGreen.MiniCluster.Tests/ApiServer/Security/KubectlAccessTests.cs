using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Security;

/// <summary>Who may do what, asked by the real kubectl as service accounts and users with certificates.</summary>
[Trait("Kind", "Loopback")]
public sealed class KubectlAccessTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private readonly Kubectl _admin = new(server.Kubeconfig, server.Folder);

    [Fact]
    public async Task ServiceAccount_WithoutAndWithARole_IsRefusedAndThenServed()
    {
        var n = await server.NewNamespaceAsync();
        await _admin.ExpectAsync($"create serviceaccount ci -n {n}", "serviceaccount/ci created");
        var ci = await SignInAsync(n, "ci");

        await ci.ExpectAsync(
            $"get deployments.apps web -n {n}",
            "Error from server (Forbidden): deployments.apps \"web\" is forbidden: " +
            $"User \"system:serviceaccount:{n}:ci\" cannot get resource \"deployments\" in API group \"apps\" " +
            $"in the namespace \"{n}\"");

        await _admin.ExpectAsync($"apply -n {n} -f -", "created", Manifests.Deployment());
        await _admin.ExpectAsync($"create role reader -n {n} --verb=get --resource=deployments.apps", "created");
        await _admin.ExpectAsync($"create rolebinding ci -n {n} --role=reader --serviceaccount={n}:ci", "created");

        await ci.ExpectAsync($"get deployments.apps web -n {n} -o name", "deployment.apps/web");
        await ci.ExpectAsync(
            $"get deployments.apps -n {n}",
            $"deployments.apps is forbidden: User \"system:serviceaccount:{n}:ci\" cannot list resource");
    }

    private async Task<Kubectl> SignInAsync(string namespaceName, string account)
    {
        var token = (await _admin.RunAsync($"create token {account} -n {namespaceName}")).Trim();
        Assert.True(token.Split('.').Length == 3, token);
        var path = Path.Combine(server.Folder, $"{namespaceName}-{account}");
        var admin = await File.ReadAllTextAsync(server.Kubeconfig);
        var text = admin.Replace(server.Host.Token, token, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, text);
        return new Kubectl(path, server.Folder);
    }
}

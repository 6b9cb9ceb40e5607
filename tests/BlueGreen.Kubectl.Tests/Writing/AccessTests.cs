using BlueGreen.Kubectl.Tests.Support;
using BlueGreen.MiniCluster.Tests.ApiServer;
using Xunit;

namespace BlueGreen.Kubectl.Tests.Writing;

/// <summary>Rights given by roles, and tokens to use them with.</summary>
public sealed class AccessTests : KubectlTest
{
    [KubectlFact(sinceMinor: 24)]
    [Row("create role")]
    [Row("create rolebinding")]
    [Row("create token")]
    [Row("auth can-i --as")]
    public async Task Role_BoundToAnAccount_IsWhatItMayDo()
    {
        var box = await OpenAsync();
        await box.DoAsync("create serviceaccount ci");
        await box.DoAsync("create role reader --verb=get,list --resource=configmaps");
        await box.DoAsync($"create rolebinding ci --role=reader --serviceaccount={box.Name}:ci");
        var account = $"system:serviceaccount:{box.Name}:ci";

        (await box.DoAsync("get role,rolebinding")).Says("role.rbac.authorization.k8s.io/reader").Says("Role/reader");
        (await box.DoAsync($"auth can-i list configmaps --as={account}")).Says("yes");
        (await box.RunAsync($"auth can-i delete configmaps --as={account}")).Ends(1).Says("no");
        var token = (await box.DoAsync("create token ci")).Output.Trim();
        (await box.DoAsync("get role reader -o yaml")).Says("- configmaps");
        (await box.RunAsync($"delete cm none --as={account}")).Ends(1).Says("Forbidden")
            .Says($"User \"{account}\" cannot delete resource \"configmaps\"");
        Assert.Equal(3, token.Split('.').Length);
    }

    [Fact]
    [Row("create clusterrole")]
    [Row("create clusterrolebinding")]
    public async Task ClusterRole_BoundToAUser_CountsInEveryNamespace()
    {
        var box = await OpenAsync();
        var (role, user) = ($"reader-{box.Name}", $"user-{box.Name}");
        await box.DoAsync($"create clusterrole {role} --verb=get,list --resource=configmaps,deployments.apps");
        await box.DoAsync($"create clusterrolebinding {role} --clusterrole={role} --user={user}");

        (await box.DoAsync($"get clusterrole {role} -o yaml")).Says("- deployments").Says("- apps");
        (await box.DoAsync($"describe clusterrolebinding {role}")).Says($"User {user}").Says($"Name: {role}");
        (await box.DoAsync($"auth can-i list deployments.apps --all-namespaces --as={user}")).Says("yes");
        (await box.RunAsync($"get secrets --as={user}")).Ends(1).Says("Forbidden");
        await box.DoAsync($"delete clusterrole,clusterrolebinding {role}");
        (await box.RunAsync($"get configmaps --as={user}")).Ends(1).Says("Forbidden");
    }
}

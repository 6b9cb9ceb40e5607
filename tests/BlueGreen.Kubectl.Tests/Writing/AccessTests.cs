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
}

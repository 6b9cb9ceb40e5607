using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Security;

/// <summary>Who may do what, asked by the real kubectl as service accounts and users with certificates.</summary>
[Trait("Kind", "Loopback")]
public sealed class KubectlAccessTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    private readonly Kubectl _admin = new(server.Kubeconfig, server.Folder);

    [KubectlFact(sinceMinor: 24)]
    public async Task ServiceAccount_WithoutAndWithARole_IsRefusedAndThenServed()
    {
        var n = await server.NewNamespaceAsync();
        await _admin.ExpectAsync($"create serviceaccount ci -n {n}", "serviceaccount/ci created");
        var token = (await _admin.RunAsync($"create token ci -n {n} --duration=20m")).Trim();
        var ci = new Kubectl(server.KubeconfigOf(token), server.Folder);

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
        await ci.ExpectAsync($"auth can-i get deployments.apps -n {n}", "yes");
        await ci.ExpectAsync($"auth can-i delete deployments.apps -n {n}", "no");
        await ci.ExpectAsync($"auth can-i --list -n {n}", "deployments.apps");
        await ci.ExpectAsync("auth can-i get /version", "yes");
        await _admin.ExpectAsync($"auth can-i get deploy -n {n} --as=system:serviceaccount:{n}:ci", "yes");
        await _admin.ExpectAsync("auth can-i list nodes --as=somebody", "no");
        await _admin.ExpectAsync("auth can-i list nodes --as=somebody --as-group=system:masters", "yes");
    }

    [KubectlFact(sinceMinor: 28)]
    public async Task WhoAmI_OfEachKindOfCredentials_TellsNameAndGroups()
    {
        var n = await server.NewNamespaceAsync();
        await _admin.ExpectAsync($"create serviceaccount ci -n {n}", "created");
        var token = (await _admin.RunAsync($"create token ci -n {n}")).Trim();
        var account = new Kubectl(server.KubeconfigOf(token), server.Folder);
        var jane = new Kubectl(server.KubeconfigOf(new UserInfo("jane", ["dev", "ops"])), server.Folder);

        await account.ExpectAsync("auth whoami", $"system:serviceaccount:{n}:ci");
        await account.ExpectAsync("auth whoami", $"system:serviceaccounts:{n}");
        await jane.ExpectAsync("auth whoami", "[dev ops system:authenticated]");
        await _admin.ExpectAsync("auth whoami --as=joe", "[system:authenticated]");
        await jane.ExpectAsync(
            "get --raw /api --as=joe",
            "users \"joe\" is forbidden: User \"jane\" cannot impersonate resource \"users\" in API group \"\" " +
            "at the cluster scope");
    }

    [Fact]
    public async Task Certificate_OfAUser_IsWhatTheRolesSay()
    {
        var n = await server.NewNamespaceAsync();
        var jane = new Kubectl(server.KubeconfigOf(new UserInfo("jane", ["dev"])), server.Folder);
        var root = new Kubectl(server.KubeconfigOf(new UserInfo("root", ["system:masters"])), server.Folder);

        await jane.ExpectAsync($"get pods -n {n}", "User \"jane\" cannot list resource \"pods\"");
        await _admin.ExpectAsync($"create rolebinding dev -n {n} --clusterrole=edit --group=dev", "created");
        await jane.ExpectAsync($"get pods -n {n}", "No resources found");
        await jane.ExpectAsync($"create configmap made -n {n}", "created");
        await jane.ExpectAsync($"get roles -n {n}", "cannot list resource \"roles\"");
        await jane.ExpectAsync("get pods -A", "at the cluster scope");
        await root.ExpectAsync("get pods -A", "No resources found");
        await _admin.ExpectAsync(
            $"get rolebinding dev -n {n} -o wide", "ClusterRole/edit");
        await _admin.ExpectAsync($"describe clusterrole view", "endpointslices.discovery.k8s.io");
    }

    [Fact]
    public async Task Role_GivenByOneWhoHasLess_IsRefused()
    {
        var n = await server.NewNamespaceAsync();
        var jane = new Kubectl(server.KubeconfigOf(new UserInfo($"jane-{n}", [])), server.Folder);
        await _admin.ExpectAsync($"create rolebinding jane -n {n} --clusterrole=admin --user=jane-{n}", "created");

        await jane.ExpectAsync(
            $"create role leases -n {n} --verb=get,list --resource=leases", "role.rbac.authorization.k8s.io/leases");
        await jane.ExpectAsync(
            $"create role gateways -n {n} --verb=get,list --resource=gateways.networking.istio.io",
            "is attempting to grant RBAC permissions not currently held:\n" +
            "{APIGroups:[\"networking.istio.io\"], Resources:[\"gateways\"], Verbs:[\"get\" \"list\"]}");
        await jane.ExpectAsync(
            $"create rolebinding all -n {n} --clusterrole=cluster-admin --user=joe",
            "is attempting to grant RBAC permissions not currently held:\n" +
            "{APIGroups:[\"*\"], Resources:[\"*\"], Verbs:[\"*\"]}");
        await jane.ExpectAsync($"create rolebinding joe -n {n} --clusterrole=view --user=joe", "created");

        await _admin.ExpectAsync(
            $"create role binder -n {n} --verb=bind --resource=clusterroles --resource-name=cluster-admin", "created");
        await _admin.ExpectAsync($"create rolebinding binder -n {n} --role=binder --user=jane-{n}", "created");
        await jane.ExpectAsync($"create rolebinding all -n {n} --clusterrole=cluster-admin --user=joe", "created");
    }
}

using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.Contract.Tests.Privileges;

/// <summary>The account of <c>docs/rbac.yaml</c> can do nothing that is not written there.</summary>
[Trait("Kind", "Loopback")]
public sealed class OutsideTests(PrivilegeClusterFixture fixture) : IClassFixture<PrivilegeClusterFixture>
{
    private static readonly (string Verb, HttpMethod Method, string Query)[] Collection =
    [
        ("list", HttpMethod.Get, ""), ("watch", HttpMethod.Get, "?watch=1"), ("create", HttpMethod.Post, ""),
        ("deletecollection", HttpMethod.Delete, ""),
    ];

    private static readonly (string Verb, HttpMethod Method, string Query)[] Item =
    [
        ("get", HttpMethod.Get, ""), ("update", HttpMethod.Put, ""), ("patch", HttpMethod.Patch, ""),
        ("delete", HttpMethod.Delete, ""),
    ];

    [Fact]
    public async Task Account_AnyVerbOnAnythingElse_IsForbidden()
    {
        await using var account = await CiAccount.OpenAsync(fixture.Cluster);
        await using var other = await fixture.Cluster.Access.OpenAppAsync();
        using var client = await ConnectAsync(account);
        var own = account.App.Name;
        var wrong = new List<string>();
        var asked = 0;

        foreach (var resource in await ResourcesAsync(client))
        {
            string[] places = resource.IsNamespaced ? [own, other.Name, "istio-system", "kube-system", ""] : [""];
            foreach (var place in places)
            {
                foreach (var (verb, path, method) in resource.Requests(place))
                {
                    var isOwn = string.Equals(place, own, StringComparison.Ordinal);
                    if (isOwn && Documents.Permissions.Any(one => resource.IsOf(one, verb)))
                    {
                        continue;
                    }

                    asked++;
                    using var request = new HttpRequestMessage(method, path);
                    using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                    if ((int)answer.StatusCode != 403)
                    {
                        wrong.Add($"{verb} {path}: {(int)answer.StatusCode}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(asked > 400, $"asked only {asked} times");
    }

    [Theory]
    [InlineData("other", "configmaps", "shop-blue-green-history")]
    [InlineData("mine", "configmaps", "settings")]
    [InlineData("mine", "secrets", "password")]
    public async Task Account_ObjectThatIsNotOfTheRelease_IsForbidden(string place, string plural, string name)
    {
        await using var account = await CiAccount.OpenAsync(fixture.Cluster);
        using var client = await ConnectAsync(account);
        var ns = place is "mine" ? account.App.Name : "default";

        using var answer = await client.GetAsync(new Uri($"/api/v1/namespaces/{ns}/{plural}/{name}", UriKind.Relative));

        Assert.Equal(403, (int)answer.StatusCode);
        var status = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        Assert.EndsWith(
            $"cannot get resource \"{plural}\" in API group \"\" in the namespace \"{ns}\"",
            (string?)status["message"],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_EntryPointInAnotherNamespace_SaysWhichSettingHelps()
    {
        await using var account = await CiAccount.OpenAsync(fixture.Cluster);
        var lines = account.App.Settings.Split('\n')
            .Where(line => !line.StartsWith("ingress:", StringComparison.Ordinal)
                && !line.StartsWith("  url:", StringComparison.Ordinal));
        account.App.Write("bluegreen.yml", string.Join('\n', lines));

        var result = await account.App.RunAsync("Deploy", "r-1", "--tag=v1.0-green");

        result.Failed(
            Errors.ExitCode.NotSwitched,
            "may not get services in namespace 'istio-system' (object: istio-ingressgateway)",
            "Set ingress.url in bluegreen.yml");
    }

    [Fact]
    public async Task Target_TokenOfADeletedAccount_SaysThatTheCredentialsAreNotAccepted()
    {
        await using var account = await CiAccount.OpenAsync(fixture.Cluster);
        var shell = new Shell(account.App.Folder, fixture.Cluster.Access.Kubeconfig);
        await shell.RunAsync($"kubectl -n {account.App.Name} delete serviceaccount bluegreen-ci");

        var result = await account.App.RunAsync("Status", "r-1");

        result.Failed(Errors.ExitCode.NotSwitched, "The cluster does not accept our credentials");
    }

    private static async Task<HttpClient> ConnectAsync(CiAccount account)
    {
        var shell = new Shell(account.App.Folder, account.Kubeconfig);
        var (_, token) = await shell.TryAsync("kubectl config view --raw -o jsonpath='{.users[0].user.token}'");
        var (_, server) = await shell.TryAsync("kubectl config view -o jsonpath='{.clusters[0].cluster.server}'");
        var trust = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        trust.CustomTrustStore.ImportFromPemFile(Path.Combine(account.App.Folder, "ca.crt"));
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } })
        {
            BaseAddress = new Uri(server),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    // Reviews are what everybody may ask about himself; they change nothing.
    private static async Task<IReadOnlyList<ServedResource>> ResourcesAsync(HttpClient client)
    {
        var groups = JsonNode.Parse(await client.GetStringAsync(new Uri("/apis", UriKind.Relative)))!;
        var roots = groups["groups"]!.AsArray()
            .SelectMany(group => group!["versions"]!.AsArray().Select(v => (string)v!["groupVersion"]!))
            .Where(version => !version.StartsWith("authentication.", StringComparison.Ordinal)
                && !version.StartsWith("authorization.", StringComparison.Ordinal))
            .Select(version => $"/apis/{version}");
        var resources = new List<ServedResource>();
        foreach (var root in roots.Prepend("/api/v1"))
        {
            var list = JsonNode.Parse(await client.GetStringAsync(new Uri(root, UriKind.Relative)))!;
            resources.AddRange(list["resources"]!.AsArray().Select(one => new ServedResource(
                root, (string)one!["name"]!, (bool)one["namespaced"]!)));
        }

        return resources;
    }

    private sealed record ServedResource(string Root, string Name, bool IsNamespaced)
    {
        private string Group => Root is "/api/v1" ? "" : Root.Split('/')[2];

        public bool IsOf(Permission permission, string verb) =>
            permission.Name is null
            && string.Equals(permission.Resource, Name, StringComparison.Ordinal)
            && string.Equals(permission.Group, Group, StringComparison.Ordinal)
            && string.Equals(permission.Verb, verb, StringComparison.Ordinal);

        public IEnumerable<(string Verb, Uri Path, HttpMethod Method)> Requests(string place)
        {
            var start = place.Length > 0 ? $"{Root}/namespaces/{place}" : Root;
            var parts = Name.Split('/');
            var isPart = parts.Length > 1;
            var item = $"{start}/{parts[0]}/some-name{(isPart ? $"/{parts[1]}" : "")}";
            var onItem = isPart ? [.. Item, ("create", HttpMethod.Post, "")] : Item;
            var all = onItem.Select(one => (one.Verb, item + one.Query, one.Method));
            if (!isPart)
            {
                all = all.Concat(
                    Collection.Select(one => (one.Verb, $"{start}/{parts[0]}{one.Query}", one.Method)));
            }

            return all.Select(one => (one.Verb, new Uri(one.Item2, UriKind.Relative), one.Method));
        }
    }
}

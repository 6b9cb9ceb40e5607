using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>
/// Queries that say nothing the server understands: refused, before anything is read, watched or deleted.
/// </summary>
public sealed class BadQueryTests(ApiServerFixture server) : IClassFixture<ApiServerFixture>
{
    public static TheoryData<string> Selectors() =>
    [
        "labelSelector=a%3Db%3Dc", "labelSelector=%3Db", "labelSelector=a%3D%3D%3Db", "labelSelector=a,,b",
        "labelSelector=a,", "labelSelector=,a", "labelSelector=a%20in%20b", "labelSelector=a%20in%20(b",
        "labelSelector=a%20is%20(b)", "labelSelector=!", "labelSelector=!a%3Db", "labelSelector=(a)",
        "labelSelector=a%3D%24b", "labelSelector=-a", "labelSelector=a%2Fb%2Fc%3Dd", "labelSelector=A_%2Fb",
        $"labelSelector={new string('a', 64)}", $"labelSelector=a%3D{new string('b', 64)}", "labelSelector=a%3D-",
        "labelSelector=a%20in%20(b,-c)", "labelSelector=a%00", "fieldSelector=a", "fieldSelector=%3Da",
        "fieldSelector=spec.nothing%3D1", "fieldSelector=metadata.name", "fieldSelector=metadata.name!a",
        "fieldSelector=metadata.name%3Da,b", "fieldSelector=metadata.name%20in%20(a)", "fieldSelector=..%2Fx%3Da",
        "fieldSelector=metadata.name%3Da%3Db",
    ];

    [Theory]
    [MemberData(nameof(Selectors))]
    public async Task Selector_ThatIsNone_ChoosesNothingAndIsRefused(string query)
    {
        var kept = await Kept.StoreAsync(server);

        var list = await server.SendAsync(HttpMethod.Get, $"{kept.Collection}?{query}");
        var watch = await server.SendAsync(HttpMethod.Get, $"{kept.Collection}?watch=1&timeoutSeconds=1&{query}");
        var delete = await server.SendAsync(HttpMethod.Delete, $"{kept.Collection}?{query}");

        Kept.AssertStatus(400, list);
        Kept.AssertStatus(400, watch);
        Kept.AssertStatus(400, delete);
        await kept.AssertUntouchedAsync();
    }

    [Theory]
    [InlineData("a%3D")]
    [InlineData("a!%3D")]
    [InlineData("!b")]
    [InlineData("%20a%20%20notin%20(%20b%20,c)%20")]
    [InlineData("example.com%2Fa!%3Db")]
    [InlineData("in%20notin%20(in)")]
    public async Task Selector_ThatIsOdd_IsUnderstood(string selector)
    {
        var kept = await Kept.StoreAsync(server);

        var (code, _) = await server.SendAsync(HttpMethod.Get, $"{kept.Collection}?labelSelector={selector}");

        Assert.Equal(200, code);
    }

    [Theory]
    [InlineData("GET", "limit=-1", 400)]
    [InlineData("GET", "limit=x", 400)]
    [InlineData("GET", "limit=99999999999999999999", 400)]
    [InlineData("GET", "continue=x", 400)]
    [InlineData("GET", "continue=e30%3D", 400)]
    [InlineData("GET", "resourceVersion=x", 400)]
    [InlineData("GET", "resourceVersion=-1", 400)]
    [InlineData("GET", "resourceVersion=1&resourceVersionMatch=x", 422)]
    [InlineData("GET", "watch=1&timeoutSeconds=x", 400)]
    [InlineData("GET", "watch=1&sendInitialEvents=1", 422)]
    [InlineData("POST", "dryRun=Some", 422)]
    [InlineData("POST", "fieldValidation=Some", 422)]
    [InlineData("DELETE", "dryRun=Some", 422)]
    [InlineData("DELETE", "propagationPolicy=Some", 422)]
    [InlineData("DELETE", "gracePeriodSeconds=x", 400)]
    public async Task Option_ThatIsNone_IsRefused(string method, string query, int expected)
    {
        var kept = await Kept.StoreAsync(server);
        var body = method is "POST" ? Manifests.ConfigMap("c") : null;

        var answer = await server.SendAsync(new HttpMethod(method), $"{kept.Collection}?{query}", body);

        Kept.AssertStatus(expected, answer);
        await kept.AssertUntouchedAsync();
    }
}

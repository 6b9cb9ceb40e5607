using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Security.Authentication;
using BlueGreen.MiniCluster.ApiServer.Security.Authorization;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Security;

/// <summary>What one rule allows, and what rules cover, as the documentation of RBAC says.</summary>
public sealed class PolicyRuleTests
{
    [Theory]
    [InlineData("get", "", "pods", "", "x", true)]
    [InlineData("list", "", "pods", "", "", true)]
    [InlineData("delete", "", "pods", "", "x", false)]
    [InlineData("get", "apps", "pods", "", "x", false)]
    [InlineData("get", "", "pods", "log", "x", true)]
    [InlineData("get", "", "pods", "exec", "x", false)]
    [InlineData("get", "apps", "deployments", "scale", "x", true)]
    [InlineData("get", "batch", "anything", "scale", "x", true)]
    [InlineData("get", "apps", "deployments", "", "x", false)]
    [InlineData("get", "apps", "deployments", "status", "x", false)]
    [InlineData("update", "", "configmaps", "", "mine", true)]
    [InlineData("update", "", "configmaps", "", "other", false)]
    [InlineData("update", "", "configmaps", "", "", false)]
    [InlineData("anything", "all.example.com", "things", "part", "x", true)]
    public void Allows_ARequestForAResource_AsDocumented(
        string verb, string group, string resource, string part, string name, bool isAllowed)
    {
        var rules = Read("""
            [
              {"verbs":["get","list"],"apiGroups":[""],"resources":["pods","pods/log"]},
              {"verbs":["get"],"apiGroups":["*"],"resources":["*/scale"]},
              {"verbs":["update"],"apiGroups":[""],"resources":["configmaps"],"resourceNames":["mine"]},
              {"verbs":["*"],"apiGroups":["all.example.com"],"resources":["*"]}
            ]
            """);
        var request = new RequestAttributes(UserInfo.Anonymous, verb)
        {
            Group = group,
            Resource = resource,
            Subresource = part,
            Name = name,
        };

        Assert.Equal(isAllowed, rules.Any(rule => rule.Allows(request)));
    }

    [Theory]
    [InlineData("/api", true)]
    [InlineData("/apis", false)]
    [InlineData("/healthz", false)]
    [InlineData("/healthz/", true)]
    [InlineData("/healthz/etcd", true)]
    public void Allows_ARequestForAPath_OnlyWithAStarAtTheEnd(string path, bool isAllowed)
    {
        var rules = Read("""[{"verbs":["get"],"nonResourceURLs":["/api","/healthz/*"]}]""");
        var request = new RequestAttributes(UserInfo.Anonymous, "get") { Path = path, IsResource = false };

        Assert.Equal(isAllowed, rules.Any(rule => rule.Allows(request)));
        Assert.DoesNotContain(rules, rule => rule.Allows(request with { IsResource = true, Resource = "pods" }));
    }

    [Theory]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods"],"resourceNames":["a"]}""", "")]
    [InlineData("""{"verbs":["get"],"apiGroups":[""],"resources":["pods/log"]}""", """
        {APIGroups:[""], Resources:["pods/log"], Verbs:["get"]}
        """)]
    [InlineData("""{"verbs":["get","list","watch"],"apiGroups":[""],"resources":["pods"]}""", """
        {APIGroups:[""], Resources:["pods"], Verbs:["list" "watch"]}
        """)]
    [InlineData("""{"verbs":["update"],"apiGroups":[""],"resources":["secrets"]}""", """
        {APIGroups:[""], Resources:["secrets"], Verbs:["update"]}
        """)]
    [InlineData("""{"verbs":["update"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["s"]}""", "")]
    [InlineData("""{"verbs":["*"],"apiGroups":["*"],"resources":["*"]}""", """
        {APIGroups:["*"], Resources:["*"], Verbs:["*"]}
        """)]
    [InlineData("""{"verbs":["get"],"nonResourceURLs":["/logs/x"]}""", "")]
    [InlineData("""{"verbs":["get"],"nonResourceURLs":["/metrics"]}""", """
        {NonResourceURLs:["/metrics"], Verbs:["get"]}
        """)]
    public void FindMissing_GivenMoreThanOwned_NamesTheRest(string given, string missing)
    {
        var owned = Read("""
            [
              {"verbs":["get"],"apiGroups":["*"],"resources":["pods","*/scale"]},
              {"verbs":["update"],"apiGroups":[""],"resources":["secrets"],"resourceNames":["s"]},
              {"verbs":["get"],"nonResourceURLs":["/logs/*"]}
            ]
            """);

        Assert.Equal(missing.Trim(), string.Join('\n', RuleCoverage.FindMissing(owned, Read($"[{given}]"))));
    }

    private static IReadOnlyList<PolicyRule> Read(string rules) =>
        PolicyRule.ReadAll(new JsonObject { ["rules"] = JsonNode.Parse(rules) });
}

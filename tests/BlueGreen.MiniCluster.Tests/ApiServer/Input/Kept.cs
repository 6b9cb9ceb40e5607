using System.Text.Json.Nodes;
using Xunit;

namespace BlueGreen.MiniCluster.Tests.ApiServer.Input;

/// <summary>An object that bad requests are aimed at, and that none of them may change.</summary>
internal sealed class Kept
{
    private readonly ApiServerFixture _server;
    private readonly string _before;

    private Kept(ApiServerFixture server, string namespaceName, JsonObject before)
    {
        (_server, Namespace, _before) = (server, namespaceName, before.ToJsonString());
        Version = (string)before["metadata"]!["resourceVersion"]!;
    }

    public string Namespace { get; }

    public string Version { get; }

    /// <summary>Gets the collection that holds it.</summary>
    public string Collection => $"/api/v1/namespaces/{Namespace}/configmaps";

    /// <summary>Gets its path.</summary>
    public string Path => $"{Collection}/kept";

    /// <summary>Stores it in a namespace of its own.</summary>
    public static async Task<Kept> StoreAsync(ApiServerFixture server)
    {
        var name = await server.NewNamespaceAsync();
        var (code, stored) = await server.SendAsync(
            HttpMethod.Post, $"/api/v1/namespaces/{name}/configmaps", Manifests.ConfigMap("kept"));
        Assert.Equal(201, code);
        return new Kept(server, name, stored);
    }

    /// <summary>Asserts that the server answers, and that the object is what it was, and alone.</summary>
    public async Task AssertUntouchedAsync()
    {
        var (_, now) = await _server.SendAsync(HttpMethod.Get, Path);
        var (code, list) = await _server.SendAsync(HttpMethod.Get, Collection);
        Assert.Equal((200, _before), (code, now.ToJsonString()));
        Assert.Single(list["items"]!.AsArray());
    }

    /// <summary>Asserts that an answer is a refusal as the API words them.</summary>
    public static void AssertStatus(int expected, (int Code, JsonObject? Status) answer, string words = "")
    {
        Assert.True(expected == answer.Code, $"{expected} != {answer.Code} {answer.Status?.ToJsonString()}");
        Assert.Equal("Status", (string?)answer.Status?["kind"]);
        Assert.Equal("Failure", (string?)answer.Status?["status"]);
        Assert.Equal(expected, (int?)answer.Status?["code"]);
        Assert.Contains(words, (string?)answer.Status?["message"], StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;
using BlueGreen.Kubernetes.Errors;
using BlueGreen.Kubernetes.Objects;
using BlueGreen.Kubernetes.Options;
using BlueGreen.Kubernetes.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace BlueGreen.Kubernetes.Tests.Transport;

/// <summary>Which writes are sent again when the connection breaks after they may have arrived.</summary>
public class RepeatedWriteTests
{
    private static readonly ResourceRef Web = new(ResourceType.Pods, null, "web");

    [Fact]
    public async Task ApplyAsync_AnswerIsLost_IsSentAgain() =>
        Assert.Equal(2, await CountAsync("PATCH", client => client.ApplyAsync(Answers.Pod("web"))));

    [Fact]
    public async Task DeleteAsync_AnswerIsLost_IsSentAgain() =>
        Assert.Equal(2, await CountAsync("DELETE", client => client.DeleteAsync(Web)));

    [Fact]
    public async Task ApplyAsync_DryRunOfAConditionalWrite_IsSentAgain() => Assert.Equal(2, await CountAsync(
        "PATCH",
        client => client.ApplyAsync(
            Answers.Pod("web"), new ApplyOptions { ExpectedResourceVersion = "1", DryRun = true })));

    [Fact]
    public async Task ApplyAsync_ConditionalAndAnswerIsLost_IsNotSentAgain() => await IsNotSentAgainAsync(
        "PATCH",
        client => client.ApplyAsync(Answers.Pod("web"), new ApplyOptions { ExpectedResourceVersion = "1" }));

    [Fact]
    public async Task CreateAsync_AnswerIsLost_IsNotSentAgain() =>
        await IsNotSentAgainAsync("POST", client => client.CreateAsync(Answers.Pod("web")));

    [Fact]
    public async Task ReplaceAsync_AnswerIsLost_IsNotSentAgain() =>
        await IsNotSentAgainAsync("PUT", client => client.ReplaceAsync(Answers.Pod("web")));

    [Fact]
    public async Task PatchAsync_AnswerIsLost_IsNotSentAgain() => await IsNotSentAgainAsync(
        "PATCH", client => client.PatchAsync(Web, new Patch(PatchKind.Merge, new JsonObject())));

    private static async Task IsNotSentAgainAsync(string method, Func<KubeClient, Task> write)
    {
        var count = await CountAsync(method, async client =>
        {
            var lost = await Assert.ThrowsAsync<ClusterUnreachableException>(() => write(client));
            Assert.False(lost.WasNotSent);
        });
        Assert.Equal(1, count);
    }

    private static async Task<int> CountAsync(string method, Func<KubeClient, Task> write)
    {
        var count = 0;
        await using var server = await ScriptedServer.StartAsync(context =>
        {
            if (!HttpMethods.Equals(context.Request.Method, method))
            {
                return context.JsonAsync(ResourceLists.Core());
            }

            if (++count == 1)
            {
                context.Abort();
                return Task.CompletedTask;
            }

            return context.JsonAsync(Answers.Pod("web"));
        });
        using var client = server.Client(new SkippingClock());
        await write(client);
        return count;
    }

    private static class ResourceLists
    {
        // What discovery answers for the group of pods.
        public static JsonObject Core() => new()
        {
            ["kind"] = "APIResourceList",
            ["groupVersion"] = "v1",
            ["resources"] = new JsonArray(new JsonObject
            {
                ["name"] = "pods", ["kind"] = "Pod", ["namespaced"] = true, ["verbs"] = new JsonArray("get"),
            }),
        };
    }
}

using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests;

/// <summary>The mini-cluster, killed while it is written to, still has what it acknowledged.</summary>
public sealed class KilledClusterTests : IDisposable
{
    private const string ConfigMaps = "api/v1/namespaces/default/configmaps";
    private const int Kills = 3;
    private const int Writers = 4;
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentDictionary<string, string> _acknowledged = new(StringComparer.Ordinal);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_WhileItIsWrittenTo_LosesNoAcknowledgedWrite()
    {
        _folder.Write("bluegreen.yml", ClusterSettings.Of(string.Empty));
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var cluster = await StartAsync();
            using var api = ApiClient.Connect(Cluster.Find(_folder.Path)!.Kubeconfig);
            await AssertAllThereAsync(api);
            var before = _acknowledged.Count;
            var writing = Enumerable.Range(0, Writers).Select(writer => WriteAsync(api, $"{kill}-{writer}")).ToList();
            await Eventually.TrueAsync(
                TimeSpan.FromSeconds(20), "writes are acknowledged", () => _acknowledged.Count >= before + (50 * kill));
            await cluster.KillAsync();
            await Task.WhenAll(writing);
        }

        await using var last = await StartAsync();
        using var after = ApiClient.Connect(Cluster.Find(_folder.Path)!.Kubeconfig);
        await AssertAllThereAsync(after);
        await last.SignalAsync("TERM");
        (await last.EndAsync()).Succeeded();
    }

    /// <summary>Creates objects, and changes each once, until nobody answers any more.</summary>
    private async Task WriteAsync(HttpClient api, string writer)
    {
        for (var number = 0; ; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"kept-{writer}-{number}");
            try
            {
                using var created = await api.PostAsJsonAsync(ConfigMaps, Map(name, "created"));
                created.EnsureSuccessStatusCode();
                _acknowledged[name] = "created";
                using var changed = await api.PutAsJsonAsync($"{ConfigMaps}/{name}", Map(name, "changed"));
                changed.EnsureSuccessStatusCode();
                _acknowledged[name] = "changed";
            }
            catch (HttpRequestException gone) when (gone.StatusCode is null)
            {
                return;
            }
        }
    }

    /// <summary>A write that was under way at the kill may be there or not; an acknowledged one must be.</summary>
    private async Task AssertAllThereAsync(HttpClient api)
    {
        var list = JsonNode.Parse(await api.GetStringAsync(ConfigMaps))!["items"]!.AsArray();
        var there = list.ToDictionary(
            item => (string)item!["metadata"]!["name"]!,
            item => (string?)item!["data"]?["state"],
            StringComparer.Ordinal);
        Assert.All(_acknowledged, write => Assert.True(
            IsKept(write.Value, there.GetValueOrDefault(write.Key)),
            $"{write.Key} was acknowledged as {write.Value} and is {there.GetValueOrDefault(write.Key) ?? "gone"}"));
    }

    /// <summary>Tells whether at least what was acknowledged is there: the change after it may be, too.</summary>
    private static bool IsKept(string acknowledged, string? there) =>
        there is "changed" || string.Equals(acknowledged, there, StringComparison.Ordinal);

    private static JsonObject Map(string name, string state) => new()
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new JsonObject { ["name"] = name },
        ["data"] = new JsonObject { ["state"] = state },
    };

    private async Task<CliProcess> StartAsync()
    {
        var cluster = CliProcess.Start(
            _folder.Path, ImmutableDictionary<string, string>.Empty, "dotnet", Programs.Build, "--target=ClusterRun");
        await cluster.SaysAsync("export KUBECONFIG=");
        return cluster;
    }
}

using System.Collections.Immutable;
using BlueGreen.Manifests;
using BlueGreen.Options;
using BlueGreen.Releases;
using BlueGreen.Substituting;
using Xunit;
using Xunit.Abstractions;

namespace BlueGreen.Tests.Manifests;

/// <summary>Goal: manifests written for envsubst and kubectl load unchanged. Skipped without reference data.</summary>
public sealed class RealManifestTests(ITestOutputHelper output)
{
    [Fact]
    public void Load_ManifestsOfARealApp_AreTakenAsTheyAre()
    {
        var folder = SharedData.Files()
            .Select(file => Path.GetDirectoryName(file)!)
            .FirstOrDefault(each => each.EndsWith("manifests", StringComparison.Ordinal));
        if (folder is null)
        {
            output.WriteLine("Skipped: no reference data; set BLUEGREEN_SHARED to its folder.");
            return;
        }

        var files = ManifestFiles.Read(folder, ["service.yml", "deployment.yml"]);
        var values = files.VariableNames.ToDictionary(name => name, _ => "shop", StringComparer.Ordinal);
        values["replicas"] = "7";
        var none = ImmutableDictionary<string, string>.Empty;
        var release = new Release("a", new ReleaseTag("v1-blue", "1", Color.Blue), "r-1", null, "rosa", null);

        var set = ManifestLoader.Load(
            files,
            ManifestVariables.Create(release, live: null, new VariableSources(none, values, none)),
            new BlueGreenOptions { App = "a" });

        Assert.Contains(set.Service, each => string.Equals(each.Kind, "Service", StringComparison.Ordinal));
        Assert.All(set.Workloads, each => Assert.Equal(7, (int)each.Json["spec"]!["replicas"]!));
    }
}

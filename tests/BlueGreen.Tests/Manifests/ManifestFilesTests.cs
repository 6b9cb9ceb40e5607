using BlueGreen.Errors;
using BlueGreen.Manifests;
using Xunit;

namespace BlueGreen.Tests.Manifests;

public sealed class ManifestFilesTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bluegreen-manifests-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Read_Folder_TakesEveryManifestInIt()
    {
        Write("k8s/deployment.yml", "a: $DB_HOST ${COLOR_TEST}");
        Write("k8s/route-test.yaml", "b");
        Write("k8s/config.json", "{}");
        Write("k8s/.gitkeep", "");
        Write("k8s/README.md", "");

        var files = ManifestFiles.Read(_root, ["k8s"]);

        Assert.Equal(
            "k8s/config.json Workload|k8s/deployment.yml Workload|k8s/route-test.yaml RouteTest",
            string.Join('|', files.Files.Select(file => $"{file.Content.Name} {file.Role}")));
        Assert.Equal("COLOR_TEST DB_HOST", string.Join(' ', files.VariableNames.Order(StringComparer.Ordinal)));
        Assert.Equal(
            "There is no service.yml, no gateway.yml, no route.yml.",
                Assert.Throws<ReleaseException>(files.RequireAll).Reason);
    }

    [Fact]
    public void Read_SeveralMistakes_ReportsAllOfThem()
    {
        Write("k8s/service.yml", "a");
        Write("k8s/service.yaml", "a");
        Write("k8s/notes.txt", "a");
        Write("empty/.gitkeep", "");
        File.WriteAllBytes(Path.Combine(_root, "k8s", "binary.yml"), [0xFF, 0x00]);

        var e = Assert.Throws<ReleaseException>(() => ManifestFiles.Read(_root, ["k8s", "empty", "other.yml"]));

        Assert.Equal(ExitCode.Usage, e.ExitCode);
        Assert.Equal(
            """

              empty: the folder holds no manifest.
              k8s/binary.yml: it is not UTF-8 text.
              k8s/notes.txt: a manifest ends in .yml, .yaml, .json.
              k8s/service.yml: it is the same manifest as k8s/service.yaml; keep one of them.
              other.yml: there is no such file or folder.

            """,
            e.Reason);
    }

    [Fact]
    public void RequireAll_EveryRoleThere_SaysNothing() => ManifestFiles.Of(ManifestSamples.All).RequireAll();

    private void Write(string name, string text)
    {
        var file = Path.Combine(_root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}

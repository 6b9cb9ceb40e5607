using System.Collections.Immutable;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Frosting.Pipelines;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Emitting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Pipelines;

/// <summary>This repository's own pipeline files are what the target writes for its <c>bluegreen.yml</c>.</summary>
public sealed class OwnFilesTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Files_OfThisRepository_AreUpToDate()
    {
        var inputs = ReleaseInputs.Load(new InputSource(
            Root, ImmutableDictionary<string, string>.Empty, ImmutableDictionary<string, IReadOnlyList<string>>.Empty));
        var plan = PipelinePlans.Of(inputs);
        var wanted = PipelinePlans.Systems(inputs).SelectMany(system => PipelineEmitter.Emit(plan, system)).ToList();
        Assert.All(wanted, file => Assert.True(
            string.Equals(file.Text, Found(file.Path), StringComparison.Ordinal),
            $"{file.Path} is not what is written now; run ./build.sh --target=Pipelines"));

        var folder = new EmittedFolder(Root);
        Assert.Empty(folder.LeftOver(
            Enum.GetValues<PipelineSystem>().SelectMany(system => PipelineEmitter.PathsOfAllStyles(plan, system)),
            wanted));
    }

    private static string Found(string path) => File.Exists(Path.Combine(Root, path))
        ? PipelineMark.Normalized(File.ReadAllText(Path.Combine(Root, path)))
        : "(no such file)";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BlueGreen.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No BlueGreen.slnx above the tests.");
    }
}

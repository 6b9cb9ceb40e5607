using Xunit;
using Xunit.Abstractions;

// Most of a test's time goes by while it waits for processes: with more classes at once than cores, these stay busy.
[assembly: CollectionBehavior(MaxParallelThreads = 5)]
[assembly: AssemblyTrait("Kind", "Loopback")]
[assembly: TestCollectionOrderer("BlueGreen.EndToEnd.Tests.LongestFirst", "BlueGreen.EndToEnd.Tests")]

namespace BlueGreen.EndToEnd.Tests;

/// <summary>Starts the classes that take longest first, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Section14Tests), nameof(SwitchCrashTests), nameof(SeedApp.SeedAppTests), nameof(ReleaseTests),
        nameof(Pipelines.SemaphoreRunTests), nameof(Pipelines.GitHubRunTests),
        nameof(SeedApp.InitTests), nameof(Images.ImageStageTests), nameof(Pipelines.ImagePipelineTests),
        nameof(RefusalTests), nameof(DeployCrashTests), nameof(QueueTests), nameof(DryRunTests),
    ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(Place);

    private static int Place(ITestCollection collection) =>
        Array.FindIndex(Long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal))
            is var place and >= 0 ? place : Long.Length;
}

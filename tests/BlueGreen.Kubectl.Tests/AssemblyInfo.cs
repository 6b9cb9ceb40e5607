using Xunit;

// The tests wait for kubectl and for pods most of the time, so that more of them than there are cores make sense.
[assembly: CollectionBehavior(MaxParallelThreads = 6)]
[assembly: TestFramework(
    "BlueGreen.Kubectl.Tests.Support.ClusterTestFramework", "BlueGreen.Kubectl.Tests")]

using Xunit;

namespace BlueGreen.MiniCluster.Tests.Hostile;

/// <summary>Tests that count the handles of this process: nothing else may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
#pragma warning disable CA1711 // That is what xunit calls it.
public sealed class HostileCollection
#pragma warning restore CA1711
{
    public const string Name = "hostile";
}

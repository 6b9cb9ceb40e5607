namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>What marks the namespaces of this suite.</summary>
internal static class TestNamespaces
{
    /// <summary>The label; its value is the run.</summary>
    public const string Label = "bluegreen.dev/contract-test";
}

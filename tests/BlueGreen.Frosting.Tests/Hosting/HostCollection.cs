using Xunit;

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>
/// The tests that run the host: Cake changes the current directory of the whole process, so nothing else runs beside
/// them. Who starts a program or a server meanwhile would do so in a folder that is removed the next moment.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostCollection
{
    /// <summary>Its name.</summary>
    public const string Name = "host";
}

namespace BlueGreen.Frosting.Tests.Hosting;

/// <summary>The tests that run the host: Cake changes the current directory of the whole process.</summary>
public static class HostCollection
{
    /// <summary>Its name.</summary>
    public const string Name = "host";
}

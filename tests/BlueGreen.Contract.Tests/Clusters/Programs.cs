namespace BlueGreen.Contract.Tests.Clusters;

/// <summary>Where the programs lie that run as pods of a mini-cluster.</summary>
internal static class Programs
{
    /// <summary>Gets the sample app.</summary>
    public static string Uptimer { get; } = Built("Uptimer");

    private static string Built(string project)
    {
        // bin/BlueGreen.Contract.Tests/<configuration> stands beside bin/<project>/<configuration>.
        var own = new DirectoryInfo(AppContext.BaseDirectory);
        var path = Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, $"{project}.dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{project} is not built: ./build.sh --target=Test builds it.", path);
    }
}

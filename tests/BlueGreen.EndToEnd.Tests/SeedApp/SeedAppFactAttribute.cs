using BlueGreen.EndToEnd.Tests.Support;

namespace BlueGreen.EndToEnd.Tests.SeedApp;

/// <summary>A fact that needs the article's app, Node.js and PostgreSQL, and is shown as skipped where one is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeedAppFactAttribute : ClusterFactAttribute
{
    public SeedAppFactAttribute() => Skip ??=
        SeedAppSource.Folder is null ? "The article's app is neither beside the repository nor under BLUEGREEN_SHARED."
        : new[] { "node", "npm" }.FirstOrDefault(tool => Programs.Find(tool) is null) is { } tool ? $"{tool} is not installed."
        : PostgresServer.Binaries is null ? "PostgreSQL's server is not installed."
        : null;
}

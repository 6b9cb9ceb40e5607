using BlueGreen.EndToEnd.Tests.Support;
using Xunit;

namespace BlueGreen.EndToEnd.Tests.SeedApp;

/// <summary>A fact that needs the article's app, Node.js and PostgreSQL; shown as skipped without them.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SeedAppFactAttribute : FactAttribute
{
    public SeedAppFactAttribute() => Skip =
        SeedAppSource.Folder is null ? "The article's app is not beside the repository."
        : Programs.Find("node") is null || Programs.Find("npm") is null ? "Node.js is not installed, or npm is not."
        : PostgresServer.Binaries is null ? "PostgreSQL's server is not installed."
        : null;
}

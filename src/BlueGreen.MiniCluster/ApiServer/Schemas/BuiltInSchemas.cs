namespace BlueGreen.MiniCluster.ApiServer.Schemas;

/// <summary>Finds the schemas of the built-in kinds; read once.</summary>
internal static class BuiltInSchemas
{
    private const string TopFields = """
          apiVersion string Version of the schema of this object.
          kind string The resource this object is.
          +metadata ObjectMeta Standard object's metadata.
        """;

    private static readonly SchemaText Read = ReadAll();

    /// <summary>Gets all named types, by short name.</summary>
    public static IReadOnlyDictionary<string, FieldSchema> Types => Read.Types;

    /// <summary>Finds a kind's schema.</summary>
    /// <param name="kind">Kind, such as <c>Deployment</c>.</param>
    /// <returns>Its schema; the open one for a kind without.</returns>
    public static FieldSchema Of(string kind) => Types.GetValueOrDefault(kind, FieldSchema.Any);

    private static SchemaText ReadAll()
    {
        var schemas = new SchemaText();
        schemas.Read(MetaSchemas.Prefix, MetaSchemas.Text);
        Span<(string Prefix, string Text)> texts =
        [
            (CoreSchemas.Prefix, PodSchemas.Text),
            (CoreSchemas.Prefix, CoreSchemas.Text),
            ("io.k8s.api.apps.v1.", GroupSchemas.Apps),
            ("io.k8s.api.coordination.v1.", GroupSchemas.Coordination),
            ("io.k8s.api.discovery.v1.", GroupSchemas.Discovery),
            ("io.k8s.api.autoscaling.v2.", GroupSchemas.Autoscaling),
            ("io.k8s.api.rbac.v1.", AccessSchemas.Text),
            (DefinitionSchemas.Prefix, DefinitionSchemas.Text),
        ];
        foreach (var (prefix, text) in texts)
        {
            schemas.Read(prefix, text.Replace("%top%", Indented(TopFields), StringComparison.Ordinal));
        }

        return schemas;
    }

    private static string Indented(string text) =>
        string.Join('\n', text.Split('\n').Select(line => "  " + line.TrimStart()));
}

using System.Text.Json.Nodes;
using BlueGreen.Options.Yaml;

namespace BlueGreen.Options.Types;

/// <summary>The address of a place that speaks HTTP: scheme, host and port, nothing after them.</summary>
internal sealed class UrlType : OptionType
{
    /// <inheritdoc/>
    public override string Words =>
        "an absolute http or https address without user, path or query, such as http://203.0.113.7:80";

    /// <inheritdoc/>
    public override object? Read(YamlNode node, InputProblems problems) =>
        node is YamlScalar { IsNull: false } scalar
        && Uri.TryCreate(scalar.Value, UriKind.Absolute, out var url)
        && url is { Scheme: "http" or "https", PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? url
            : Refuse(node, problems);

    /// <inheritdoc/>
    public override JsonObject ToSchema() => new() { ["type"] = "string", ["pattern"] = "^https?://[^/?#@]+/?$" };
}

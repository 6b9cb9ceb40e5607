using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Fields;

/// <summary>One entry of <c>metadata.managedFields</c>: a writer and the fields it owns.</summary>
/// <param name="Manager">Name of the writer.</param>
/// <param name="IsApply">Whether it applies declaratively; otherwise it updates.</param>
/// <param name="ApiVersion">The version it wrote in.</param>
/// <param name="Subresource">The subresource it wrote through; empty for the object itself.</param>
internal sealed record FieldOwner(string Manager, bool IsApply, string ApiVersion, string Subresource)
{
    /// <summary>Gets the fields it owns.</summary>
    public FieldSet Fields { get; init; } = new();

    /// <summary>Gets when it last changed them, as RFC 3339.</summary>
    public string Time { get; init; } = string.Empty;

    /// <summary>Gets the name conflicts are reported under.</summary>
    public string Label
    {
        get
        {
            var name = $"\"{Manager}\"";
            name = Subresource.Length == 0 ? name : $"{name} with subresource \"{Subresource}\"";
            return IsApply ? name : $"{name} using {ApiVersion}";
        }
    }

    /// <summary>Reads one entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>The owner.</returns>
    public static FieldOwner Read(JsonObject entry) => new(
        entry.Text("manager") ?? string.Empty,
        string.Equals(entry.Text("operation"), "Apply", StringComparison.Ordinal),
        entry.Text("apiVersion") ?? string.Empty,
        entry.Text("subresource") ?? string.Empty)
    {
        Time = entry.Text("time") ?? string.Empty,
        Fields = entry["fieldsV1"] is JsonObject fields ? FieldSetJson.Read(fields) : new FieldSet(),
    };

    /// <summary>Says whether an entry is the same writer writing in the same way: it is replaced then.</summary>
    /// <param name="other">The other entry.</param>
    /// <returns>Whether they are one.</returns>
    public bool IsSameWriter(FieldOwner other) =>
        IsApply == other.IsApply
        && string.Equals(Manager, other.Manager, StringComparison.Ordinal)
        && string.Equals(Subresource, other.Subresource, StringComparison.Ordinal)
        && (IsApply || string.Equals(ApiVersion, other.ApiVersion, StringComparison.Ordinal));

    /// <summary>Writes the entry.</summary>
    /// <returns>An item of <c>metadata.managedFields</c>.</returns>
    public JsonObject Write()
    {
        var entry = new JsonObject
        {
            ["manager"] = Manager,
            ["operation"] = IsApply ? "Apply" : "Update",
            ["apiVersion"] = ApiVersion,
        };
        if (Time.Length > 0)
        {
            entry["time"] = Time;
        }

        entry["fieldsType"] = "FieldsV1";
        entry["fieldsV1"] = FieldSetJson.Write(Fields);
        if (Subresource.Length > 0)
        {
            entry["subresource"] = Subresource;
        }

        return entry;
    }
}

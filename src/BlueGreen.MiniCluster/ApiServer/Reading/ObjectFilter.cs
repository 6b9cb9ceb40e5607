using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>What a list or watch shows: objects that both selectors and the name of the path choose.</summary>
/// <param name="Labels">The label selector.</param>
/// <param name="Fields">The field selector.</param>
/// <param name="Name">The only name to show, or empty for all.</param>
internal sealed record ObjectFilter(LabelSelector Labels, FieldSelector Fields, string Name)
{
    /// <summary>Reads the filter of a request.</summary>
    /// <param name="call">The request.</param>
    /// <returns>The filter.</returns>
    public static ObjectFilter Of(ApiCall call) => new(
        LabelSelector.Parse(call.Query("labelSelector")),
        FieldSelector.Parse(call.Query("fieldSelector"), call.Kind),
        call.Name);

    /// <summary>Gets a value indicating whether everything is shown.</summary>
    public bool IsEverything => Name.Length == 0 && Labels.IsEverything && Fields.IsEverything;

    /// <summary>Says whether an object is shown.</summary>
    /// <param name="value">The object.</param>
    /// <returns>Whether it is chosen.</returns>
    public bool Matches(JsonObject value) =>
        (Name.Length == 0 || string.Equals(Name, value.Text("metadata", "name"), StringComparison.Ordinal))
        && Labels.Matches(value.Map("metadata", "labels"))
        && Fields.Matches(value);
}

using BlueGreen.Releases;

namespace BlueGreen.Options;

/// <summary>Colors given under the names that hand-written pipelines use; none of them is needed.</summary>
/// <param name="Test"><c>COLOR_TEST</c>: the color to deploy to and test.</param>
/// <param name="Active"><c>COLOR_ACTIVE</c>: the color that users should be on.</param>
/// <param name="Decommission"><c>COLOR_DECOMMISSION</c> or <c>COLOR_DECOMISSION</c>: the color to remove.</param>
public sealed record NamedColors(Color? Test = null, Color? Active = null, Color? Decommission = null);

using System.Collections.Frozen;

namespace BlueGreen.Options;

/// <summary>The variables every manifest may use, which a release sets itself.</summary>
public static class BuiltInVariables
{
    /// <summary>The color this release deploys to.</summary>
    public const string ColorTest = "COLOR_TEST";

    /// <summary>The color users are on.</summary>
    public const string ColorActive = "COLOR_ACTIVE";

    /// <summary>The color to remove.</summary>
    public const string ColorDecommission = "COLOR_DECOMMISSION";

    /// <summary>The same, as hand-written pipelines misspell it.</summary>
    public const string ColorDecommissionMisspelt = "COLOR_DECOMISSION";

    /// <summary>The app's image, when the option <c>image</c> names one.</summary>
    public const string Image = "IMAGE";

    /// <summary>Gets the names with what they hold: no option may set them.</summary>
    public static IReadOnlyDictionary<string, string> Reserved { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [ColorTest] = "it is the color this release deploys to",
            [ColorActive] = "it is the color users are on",
            [ColorDecommission] = "it is the color that is not live",
            [ColorDecommissionMisspelt] = "it is the color that is not live",
            ["VERSION"] = "it is the version in the release tag",
            ["TAG"] = "it is the release tag",
            ["RELEASE_ID"] = "it is the release id",
            ["COMMIT"] = "it is the commit of the release",
            ["APP"] = "it is the option app",
            [Image] = "it is the option image, by digest where that is known",
        }.ToFrozenDictionary(StringComparer.Ordinal);
}

using BlueGreen.Frosting.Inputs;
using BlueGreen.MiniCluster;

namespace BlueGreen.Frosting.Local;

/// <summary>Turns the options under <c>mini-cluster</c> into those of the cluster. Pure.</summary>
internal static class LocalOptions
{
    /// <summary>Makes them.</summary>
    /// <param name="inputs">What the user wrote.</param>
    /// <param name="folder">The cluster's folder.</param>
    /// <param name="log">Takes odd things.</param>
    /// <returns>The options.</returns>
    public static LocalClusterOptions Of(ReleaseInputs inputs, string folder, Action<string> log)
    {
        var options = inputs.Options.MiniCluster;
        return new LocalClusterOptions
        {
            Folder = folder,
            KeepsObjects = true,
            IsFresh = options.IsFresh,
            ApiPort = options.ApiPort,
            GatewayPort = options.GatewayPort,
            PagePort = options.PagePort,
            TestCookie = inputs.Options.Cookie.ToString(),
            Log = log,
            Images =
            [
                .. options.Images.Select(image => new LocalImage(
                    image.Key,
                    image.Value.Command,
                    Path.Combine(inputs.Source.Folder, image.Value.Folder ?? "."),
                    image.Value.Environment)),
            ],
        };
    }
}

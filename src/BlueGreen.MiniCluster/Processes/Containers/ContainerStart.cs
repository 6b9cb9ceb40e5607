using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Processes.Machine;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>Works out what a container runs: from its image, its own command, its variables and its ports.</summary>
internal static class ContainerStart
{
    /// <summary>Tells whether anything is known to run for a container.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <returns>Whether its image counts as there.</returns>
    public static bool HasImage(PodContext pod, JsonObject container) =>
        container.Texts("command").Count > 0 || ImageMap.Find(pod.Node.Options.Images, ImageOf(container)) is not null;

    /// <summary>Reads the image of a container.</summary>
    /// <param name="container">The container.</param>
    /// <returns>The image as the manifest names it.</returns>
    public static string ImageOf(JsonObject container) => container.Text("image") ?? string.Empty;

    /// <summary>Makes the start of a container whose image is there.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="port">Its port on loopback, or null for one without.</param>
    /// <returns>What to run.</returns>
    /// <exception cref="ContainerConfigException">Something that the manifest refers to is not there.</exception>
    public static ProcessStart Create(PodContext pod, JsonObject container, int? port)
    {
        var image = ImageMap.Find(pod.Node.Options.Images, ImageOf(container));
        var variables = new ContainerEnvironment(pod.Node.Store).Build(
            pod.Latest(), container, Given(pod, container, image), port);
        var own = container.Texts("command");
        var entry = own.Count > 0 ? own : image?.Command ?? [];
        var command = entry
            .Take(own.Count > 0 ? 0 : entry.Count)
            .Concat(own.Concat(container.Texts("args")).Select(part => VariableExpansion.Expand(part, variables)));
        var folder = container.Text("workingDir") is { } wanted && Directory.Exists(wanted) ? wanted : null;
        return new ProcessStart([.. command], folder ?? image?.WorkingFolder ?? pod.Folder, variables);
    }

    // What stands in for the paths that a process cannot have for itself, so that manifests can refer to it.
    private static Dictionary<string, string> Given(PodContext pod, JsonObject container, ImageCommand? image)
    {
        var given = new Dictionary<string, string>(
            image?.Environment ?? new Dictionary<string, string>(StringComparer.Ordinal), StringComparer.Ordinal)
        {
            [TerminationMessage.Variable] = TerminationMessage.PathOf(pod, container),
        };
        foreach (var mount in PodVolumes.MountsOf(pod, container))
        {
            given[mount.Variable] = mount.Place;
        }

        return given;
    }
}

using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>
/// Makes the volumes of a pod as folders of its own, and tells each container by a variable where they are.
/// </summary>
/// <remarks>
/// A process shares the machine's file system, so that nothing can appear at a <c>mountPath</c>: a mount named
/// <c>config</c> is at <c>$VOLUME_CONFIG</c> instead, and an event says so. Kinds of volumes that cannot be made at all
/// keep the pod from starting.
/// </remarks>
/// <seealso href="https://kubernetes.io/docs/concepts/storage/volumes/"/>
internal static class PodVolumes
{
    private const string Known = "the mini-cluster has configMap, secret and emptyDir volumes only";

    /// <summary>Makes the volumes, anew each time.</summary>
    /// <param name="pod">The pod.</param>
    /// <exception cref="ContainerConfigException">One cannot be made, or not yet.</exception>
    public static void Make(PodContext pod)
    {
        foreach (var volume in pod.Pod.Items("spec", "volumes"))
        {
            var name = volume.Text("name") ?? string.Empty;
            try
            {
                Make(pod, volume, FolderOf(pod, name));
            }
            catch (Exception error) when (
                error is ContainerConfigException or IOException or UnauthorizedAccessException)
            {
                throw new ContainerConfigException(
                    $"MountVolume.SetUp failed for volume \"{name}\" : {error.Message}");
            }
        }
    }

    /// <summary>Works out where a container finds its mounts.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <returns>Each mount path, the variable that tells the place, and the place.</returns>
    /// <exception cref="ContainerConfigException">A mount names no volume, or leaves its volume.</exception>
    public static IEnumerable<VolumeMount> MountsOf(PodContext pod, JsonObject container)
    {
        var names = pod.Pod.Items("spec", "volumes").Select(v => v.Text("name")).ToHashSet(StringComparer.Ordinal);
        foreach (var mount in container.Items("volumeMounts"))
        {
            var name = mount.Text("name") ?? string.Empty;
            if (!names.Contains(name))
            {
                throw new ContainerConfigException($"there is no volume \"{name}\"");
            }

            var place = Inside(FolderOf(pod, name), mount.Text("subPath") ?? string.Empty);
            var variable = $"VOLUME_{name.ToUpperInvariant().Replace('-', '_').Replace('.', '_')}";
            yield return new VolumeMount(mount.Text("mountPath") ?? "/", variable, place);
        }
    }

    private static string FolderOf(PodContext pod, string volume) =>
        Inside(Path.Combine(pod.Folder, "volumes"), volume);

    private static void Make(PodContext pod, JsonObject volume, string folder)
    {
        var store = pod.Node.Store;
        var files = volume switch
        {
            _ when volume["emptyDir"] is JsonObject => new Dictionary<string, byte[]>(StringComparer.Ordinal),
            _ when volume["configMap"] is JsonObject map =>
                Files(store, ResourceTypes.ConfigMaps.Key(pod.Pod.Namespace(), map.Text("name") ?? string.Empty), map),
            _ when volume["secret"] is JsonObject secret =>
                Files(store, ResourceTypes.Secrets.Key(
                    pod.Pod.Namespace(), secret.Text("secretName") ?? string.Empty), secret),
            _ => throw new ContainerConfigException(Known),
        };
        Directory.CreateDirectory(folder);
        foreach (var (path, content) in files)
        {
            var file = Inside(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    private static Dictionary<string, byte[]> Files(ObjectStore store, ObjectKey key, JsonObject source)
    {
        if (store.Find(key) is not { } found)
        {
            return source.Flag("optional")
                ? [] : throw new ContainerConfigException($"{key.Plural.TrimEnd('s')} \"{key.Name}\" not found");
        }

        var isText = key.Plural is "configmaps";
        var content = found.Map("data").ToDictionary(
            pair => pair.Key, pair => isText ? Encoding.UTF8.GetBytes(pair.Value) : Decode(pair.Value),
            StringComparer.Ordinal);
        foreach (var (name, value) in found.Map("binaryData"))
        {
            content[name] = Decode(value);
        }

        var items = source.Items("items").ToList();
        var paths = items.Select(item => item.Text("path") ?? string.Empty).ToList();
        if (paths.Distinct(StringComparer.Ordinal).Count() < paths.Count)
        {
            throw new ContainerConfigException("it names a path twice");
        }

        return items.Count == 0
            ? content
            : items.ToDictionary(
                item => item.Text("path") ?? string.Empty,
                item => content.GetValueOrDefault(item.Text("key") ?? string.Empty)
                    ?? throw new ContainerConfigException($"references non-existent config key: {item.Text("key")}"),
                StringComparer.Ordinal);
    }

    private static byte[] Decode(string base64)
    {
        try
        {
            return Convert.FromBase64String(base64);
        }
        catch (FormatException)
        {
            throw new ContainerConfigException("it holds a value that is not base64");
        }
    }

    // Names and paths come from manifests: none may lead out of the pod's own folder.
    private static string Inside(string folder, string path)
    {
        if (path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ContainerConfigException("a path holds a character that no path may hold");
        }

        var full = Path.GetFullPath(path.TrimStart('/'), folder);
        return full.Equals(folder, StringComparison.Ordinal)
            || full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full : throw new ContainerConfigException($"\"{path}\" leads out of its volume");
    }
}

/// <summary>Where a container finds one of its mounts.</summary>
/// <param name="MountPath">The path that the manifest wants.</param>
/// <param name="Variable">The variable that tells the real one.</param>
/// <param name="Place">The real one.</param>
internal sealed record VolumeMount(string MountPath, string Variable, string Place);

using System.Text;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.Controllers;
using BlueGreen.MiniCluster.Storage;

namespace BlueGreen.MiniCluster.Processes.Containers;

/// <summary>
/// Works out the variables of a container: the machine's few, the image's, those of the manifest, and its port.
/// </summary>
/// <remarks>
/// The parent's environment is not inherited: what a CI job holds in secrets must not reach the apps. The port
/// variables come
/// last and win over the manifest's, because several pods share one machine and the port that an image always uses is
/// taken.
/// </remarks>
/// <param name="store">Where config maps and secrets are.</param>
internal sealed class ContainerEnvironment(ObjectStore store)
{
    private static readonly string[] Inherited =
        ["PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "DOTNET_ROOT", "DOTNET_CLI_TELEMETRY_OPTOUT",
            "SSL_CERT_FILE"];

    /// <summary>Builds the variables.</summary>
    /// <param name="pod">The pod.</param>
    /// <param name="container">The container.</param>
    /// <param name="image">What the image would have set, or null.</param>
    /// <param name="port">The container's port on loopback, or null for one without.</param>
    /// <returns>The variables.</returns>
    /// <exception cref="ContainerConfigException">Something that the manifest refers to is not there.</exception>
    public IReadOnlyDictionary<string, string> Build(
        JsonObject pod, JsonObject container, IReadOnlyDictionary<string, string>? image, int? port)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Inherited)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        variables["HOSTNAME"] = pod.Name();
        AddAll(variables, image ?? new Dictionary<string, string>(StringComparer.Ordinal), prefix: string.Empty);
        foreach (var source in container.Items("envFrom"))
        {
            AddAll(variables, Content(pod, source), source.Text("prefix") ?? string.Empty);
        }

        foreach (var variable in container.Items("env"))
        {
            if (variable.Text("name") is { Length: > 0 } name
                && ValueOf(pod, container, variable, variables) is { } value)
            {
                variables[name] = value;
            }
        }

        if (port is not null)
        {
            variables["PORT"] = $"{port}";
            variables["ASPNETCORE_HTTP_PORTS"] = $"{port}";
            variables["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        }

        return variables;
    }

    private static void AddAll(
        Dictionary<string, string> variables, IReadOnlyDictionary<string, string> more, string prefix)
    {
        foreach (var (name, value) in more)
        {
            variables[prefix + name] = value;
        }
    }

    private static string Decode(string name, string base64)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(base64));
        }
        catch (FormatException)
        {
            throw new ContainerConfigException($"secret \"{name}\" holds a value that is not base64");
        }
    }

    private IReadOnlyDictionary<string, string> Content(JsonObject pod, JsonObject source)
    {
        var isSecret = source["secretRef"] is not null;
        var reference = source[isSecret ? "secretRef" : "configMapRef"];
        var type = isSecret ? ResourceTypes.Secrets : ResourceTypes.ConfigMaps;
        return Data(pod, type, reference) ?? new Dictionary<string, string>(StringComparer.Ordinal);
    }

    private IReadOnlyDictionary<string, string>? Data(JsonObject pod, ResourceType type, JsonNode? reference)
    {
        var name = reference.Text("name") ?? string.Empty;
        if (store.Find(type.Key(pod.Namespace(), name)) is { } found)
        {
            var data = found.Map("data");
            return type == ResourceTypes.Secrets
                ? data.ToDictionary(pair => pair.Key, pair => Decode(name, pair.Value), StringComparer.Ordinal)
                : data;
        }

        return reference.Flag("optional")
            ? null
            : throw new ContainerConfigException($"{type.Kind.ToLowerInvariant()} \"{name}\" not found");
    }

    private string? ValueOf(
        JsonObject pod, JsonObject container, JsonObject variable, IReadOnlyDictionary<string, string> known)
    {
        if (variable["valueFrom"] is not JsonObject source)
        {
            return VariableExpansion.Expand(variable.Text("value") ?? string.Empty, known);
        }

        if (source["fieldRef"] is { } field)
        {
            return PodFields.Read(pod, field.Text("fieldPath") ?? string.Empty);
        }

        if (source["resourceFieldRef"] is { } resource)
        {
            var node = store.Find(ResourceTypes.Nodes.Key(string.Empty, NodeObject.Name));
            return ResourceFields.Read(pod, container, resource, node);
        }

        var (type, reference) = source["secretKeyRef"] is { } secret
            ? (ResourceTypes.Secrets, secret)
            : (ResourceTypes.ConfigMaps, source["configMapKeyRef"]);
        if (reference is null)
        {
            throw new ContainerConfigException(
                $"variable {variable.Text("name")} has a source that the mini-cluster does not know; " +
                "use value, fieldRef, resourceFieldRef, configMapKeyRef or secretKeyRef");
        }

        var key = reference.Text("key") ?? string.Empty;
        var data = Data(pod, type, reference);
        return data?.GetValueOrDefault(key) ?? (reference.Flag("optional")
            ? null
            : throw new ContainerConfigException(
                $"couldn't find key {key} in {type.Kind} {pod.Namespace()}/{reference.Text("name")}"));
    }
}

/// <summary>A container cannot be made from what its manifest refers to; shown as CreateContainerConfigError.</summary>
/// <param name="message">What is missing.</param>
public sealed class ContainerConfigException(string message) : Exception(message);

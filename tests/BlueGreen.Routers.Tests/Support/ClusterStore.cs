using System.Text.Json.Nodes;

namespace BlueGreen.Routers.Tests.Support;

/// <summary>
/// Objects with the conditions of a real API server: versions, uids, dry runs, server-side apply of whole objects.
/// </summary>
internal sealed class ClusterStore
{
    private static readonly (string Path, string Kinds)[] Served =
    [
        ("/api/v1", "pods:Pod services:Service configmaps:ConfigMap secrets:Secret events:Event"),
        ("/apis/apps/v1", "deployments:Deployment"),
        ("/apis/coordination.k8s.io/v1", "leases:Lease"),
        ("/apis/networking.istio.io/v1",
            "virtualservices:VirtualService destinationrules:DestinationRule gateways:Gateway"),
    ];

    private readonly Dictionary<string, JsonObject> _objects = new(StringComparer.Ordinal);
    private int _version = 100;

    /// <summary>Gets or sets what hears of each write after it took effect; what it throws, the writer gets.</summary>
    public Action AfterWrite { get; set; } = () => { };

    /// <summary>Gets every object, by path.</summary>
    public IReadOnlyDictionary<string, JsonObject> Objects => _objects;

    public JsonObject? Find(string kind, string name) => _objects.Values.FirstOrDefault(value =>
        (string?)value["kind"] == kind && (string?)value["metadata"]!["name"] == name);

    /// <summary>Puts an object there, as somebody else would.</summary>
    public JsonObject Put(string json)
    {
        var value = JsonNode.Parse(json)!.AsObject();
        var version = (string)value["apiVersion"]!;
        var root = Served.Single(group => group.Path == (version == "v1" ? "/api/v1" : $"/apis/{version}"));
        var plural = root.Kinds.Split(' ').Select(kind => kind.Split(':'))
            .Single(kind => kind[1] == (string?)value["kind"])[0];
        return Store($"{root.Path}/namespaces/default/{plural}/{(string?)value["metadata"]!["name"]}", value);
    }

    public (int Code, JsonNode Body) Answer(HttpCall call)
    {
        if (Array.Find(Served, group => group.Path == call.Path) is { Kinds: not null } group)
        {
            return (200, Discovery(group.Kinds));
        }

        var sent = call.Body is null ? null : JsonNode.Parse(call.Body)!.AsObject();
        var isCore = call.Path.StartsWith("/api/", StringComparison.Ordinal);
        var isCollection = call.Path.Split('/').Length == (isCore ? 6 : 7);
        var name = (string?)sent?["metadata"]?["name"];
        var key = isCollection && call.Method == "POST" ? $"{call.Path}/{name}" : call.Path;
        var stored = _objects.GetValueOrDefault(key);
        return (call.Method, stored) switch
        {
            ("GET", _) when isCollection => (200, List(call)),
            ("GET", not null) => (200, stored.DeepClone()),
            ("POST", null) => Written(call, key, sent!, 201),
            ("POST", _) => Status(409, "AlreadyExists"),
            ("PATCH", null) when call.IsApply => sent!["metadata"]!["resourceVersion"] is null
                ? Written(call, key, sent, 201) : Status(409, "Conflict"),
            ("PUT" or "PATCH", not null) => IsExpected(sent!["metadata"] as JsonObject, stored)
                ? Written(call, key, call.Method == "PUT" ? sent : Merged(stored, sent, call.IsApply), 200)
                : Status(409, "Conflict"),
            ("DELETE", not null) => IsExpected(sent?["preconditions"] as JsonObject, stored)
                ? Removed(key) : Status(409, "Conflict"),
            _ => Status(404, "NotFound"),
        };
    }

    public static (int Code, JsonNode Body) Status(int code, string reason) => (code, new JsonObject
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["status"] = "Failure",
        ["reason"] = reason,
        ["code"] = code,
        ["message"] = reason,
        ["details"] = new JsonObject { ["name"] = "app-blue-green", ["kind"] = "leases" },
    });

    private static JsonObject Discovery(string kinds) => new()
    {
        ["resources"] = new JsonArray([.. kinds.Split(' ').Select(kind => kind.Split(':')).Select(kind =>
            new JsonObject { ["name"] = kind[0], ["kind"] = kind[1], ["namespaced"] = true })]),
    };

    private static bool IsExpected(JsonObject? sent, JsonObject stored) =>
        new[] { "uid", "resourceVersion" }.All(name => sent?[name] is not { } wanted
            || JsonNode.DeepEquals(wanted, stored["metadata"]![name]));

    private JsonObject List(HttpCall call)
    {
        const string key = "labelSelector=";
        var selector = call.Query.Split('&').FirstOrDefault(p => p.StartsWith(key, StringComparison.Ordinal)) ?? key;
        var labels = selector[key.Length..].Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=')).ToList();
        var items = _objects.Where(entry => entry.Key.StartsWith(call.Path + "/", StringComparison.Ordinal))
            .Select(entry => entry.Value)
            .Where(value => labels.TrueForAll(pair => (string?)value["metadata"]!["labels"]?[pair[0]] == pair[1]));
        return new JsonObject
        {
            ["metadata"] = new JsonObject { ["resourceVersion"] = $"{_version}" },
            ["items"] = new JsonArray([.. items.Select(value => value.DeepClone())]),
        };
    }

    // What an apply leaves out of our own annotations goes, for no other manager owns it; arrays are replaced whole.
    private static JsonObject Merged(JsonObject stored, JsonObject sent, bool isApply)
    {
        var merged = stored.DeepClone().AsObject();
        if (isApply && merged["metadata"]!["annotations"] is JsonObject notes)
        {
            var ours = notes.Select(note => note.Key).Where(n => n.StartsWith("bluegreen", StringComparison.Ordinal));
            foreach (var name in ours.ToList())
            {
                notes.Remove(name);
            }
        }

        Merge(merged, sent);
        return merged;
    }

    private static void Merge(JsonObject into, JsonObject more)
    {
        foreach (var (name, value) in more)
        {
            if (into[name] is JsonObject child && value is JsonObject branch)
            {
                Merge(child, branch);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private (int Code, JsonNode Body) Written(HttpCall call, string key, JsonObject value, int code)
    {
        if (call.Query.Contains("dryRun=All", StringComparison.Ordinal))
        {
            return (code, value.DeepClone());
        }

        var stored = Store(key, value);
        AfterWrite();
        return (code, stored.DeepClone());
    }

    private (int Code, JsonNode Body) Removed(string key)
    {
        _objects.Remove(key);
        return (200, new JsonObject { ["kind"] = "Status", ["status"] = "Success" });
    }

    private JsonObject Store(string key, JsonObject value)
    {
        var metadata = value["metadata"]!.AsObject();
        var before = _objects.GetValueOrDefault(key);
        metadata["uid"] = before?["metadata"]!["uid"]?.DeepClone() ?? $"uid-{++_version}";
        metadata["namespace"] = "default";
        metadata["resourceVersion"] = before?["metadata"]!["resourceVersion"]?.DeepClone();
        if (before is null || !JsonNode.DeepEquals(before, value))
        {
            metadata["resourceVersion"] = $"{++_version}";
        }

        return _objects[key] = value;
    }
}

/// <summary>One request as the store sees it.</summary>
internal sealed record HttpCall(string Method, string Path, string Query, string? ContentType, string? Body)
{
    public bool IsApply => ContentType?.StartsWith("application/apply-patch", StringComparison.Ordinal) == true;
}

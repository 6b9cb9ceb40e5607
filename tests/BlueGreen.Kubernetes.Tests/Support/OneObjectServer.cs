using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BlueGreen.Kubernetes.Tests.Support;

/// <summary>
/// A server with one object that compares versions and notes owners as Kubernetes does: a create or a replace is an
/// Update, an apply an Apply, and an apply conflicts with an Update of the same field.
/// </summary>
internal sealed class OneObjectServer
{
    private int _version;

    public JsonObject? Stored { get; set; }

    /// <summary>Gets or sets what happens behind our back before the next JSON patch.</summary>
    public Action? BeforePatch { get; set; }

    public Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.ContentType) switch
    {
        ("GET", _) when context.Request.Path.Value!.Split('/').Length <= 4 => context.JsonAsync(JsonNode.Parse(
            """{"resources":[{"name":"leases","kind":"Lease","namespaced":true}]}""")!),
        ("GET", _) => Stored is null
            ? context.StatusAsync(404, "NotFound", name: "x")
            : context.JsonAsync(Stored.DeepClone()),
        ("POST", _) => CreateAsync(context),
        ("PUT", _) => ReplaceAsync(context),
        ("PATCH", "application/json-patch+json") => UpgradeAsync(context),
        _ => ApplyAsync(context),
    };

    /// <summary>Changes the object as somebody else would.</summary>
    public void Touch() => Stored!["metadata"]!["resourceVersion"] = $"{++_version}";

    public List<string> Owners() =>
    [
        .. Stored!["metadata"]!["managedFields"]!.AsArray()
            .Select(e => $"{(string?)e!["manager"]} {(string?)e["operation"]} {e["fieldsV1"]!.ToJsonString()}"),
    ];

    public static JsonObject Entry(string operation, string fields, string? subresource = null) => new()
    {
        ["manager"] = "bluegreen",
        ["operation"] = operation,
        ["apiVersion"] = "coordination.k8s.io/v1",
        ["subresource"] = subresource,
        ["fieldsV1"] = JsonNode.Parse(fields),
    };

    private async Task CreateAsync(HttpContext context)
    {
        var item = await context.ReadJsonAsync();
        if (Stored is not null)
        {
            await context.StatusAsync(409, "AlreadyExists", name: "x");
            return;
        }

        item["metadata"]!["managedFields"] = new JsonArray(Entry("Update", """{"f:spec":{}}"""));
        await StoreAsync(context, item);
    }

    private async Task ReplaceAsync(HttpContext context)
    {
        var item = await context.ReadJsonAsync();
        await (IsStale(item) ? context.StatusAsync(409, "Conflict", name: "x") : StoreAsync(context, item));
    }

    private async Task UpgradeAsync(HttpContext context)
    {
        BeforePatch?.Invoke();
        var operations = (JsonArray)(await JsonNode.ParseAsync(context.Request.Body))!;
        if (!JsonNode.DeepEquals(operations[1]!["value"], Stored!["metadata"]!["resourceVersion"]))
        {
            await context.StatusAsync(409, "Conflict", name: "x");
            return;
        }

        var item = (JsonObject)Stored.DeepClone();
        item["metadata"]!["managedFields"] = operations[0]!["value"]!.DeepClone();
        await StoreAsync(context, item);
    }

    private async Task ApplyAsync(HttpContext context)
    {
        var item = await context.ReadJsonAsync();
        var owners = Stored!["metadata"]!["managedFields"]!.DeepClone();
        if (IsStale(item) || Owners().Any(o => o.Contains(" Update {\"f:spec", StringComparison.Ordinal)))
        {
            await context.StatusAsync(409, "Conflict", name: "x");
            return;
        }

        item["metadata"]!["managedFields"] = owners;
        await StoreAsync(context, item);
    }

    private bool IsStale(JsonObject item) => item["metadata"]!["resourceVersion"] is { } version
        && !JsonNode.DeepEquals(version, Stored?["metadata"]!["resourceVersion"]);

    private Task StoreAsync(HttpContext context, JsonObject item)
    {
        Stored = (JsonObject)item.DeepClone();
        Touch();
        return context.JsonAsync(Stored.DeepClone());
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using BlueGreen.MiniCluster.ApiServer.Http;
using BlueGreen.MiniCluster.ApiServer.Json;

namespace BlueGreen.MiniCluster.ApiServer.Patching;

/// <summary>Applies a JSON patch.</summary>
/// <seealso href="https://www.rfc-editor.org/rfc/rfc6902"/>
internal static class JsonPatch
{
    private const int MaximumOperations = 10_000;

    // Each copy may double the object: some dozen of them would fill the memory.
    private const int MaximumCopied = RequestBody.MaximumBytes;

    /// <summary>Applies all operations, or none.</summary>
    /// <param name="target">What to patch.</param>
    /// <param name="operations">The operations, in order.</param>
    /// <returns>A new object.</returns>
    /// <exception cref="PatchException">An operation cannot be done, or a test failed.</exception>
    public static JsonObject Apply(JsonObject target, JsonArray operations)
    {
        if (operations.Count > MaximumOperations)
        {
            throw new PatchException($"The allowed maximum operations in a JSON patch is {MaximumOperations}");
        }

        JsonNode? root = target.DeepClone();
        var copied = 0L;
        foreach (var item in operations)
        {
            var operation = item as JsonObject ?? throw new PatchException("an operation is not an object");
            root = Apply(root, operation, ref copied);
        }

        return root as JsonObject ?? throw new PatchException("the patch replaced the object by something else");
    }

    private static JsonNode? Apply(JsonNode? root, JsonObject operation, ref long copied)
    {
        var pointer = operation.Text("path") ?? throw new PatchException("an operation has no path");
        switch (operation.Text("op"))
        {
            case "add":
                return Add(root, pointer, ValueOf(operation));
            case "remove":
                return Remove(root, pointer);
            case "replace":
                _ = Get(root, pointer, "replace");
                var value = ValueOf(operation);
                return pointer.Length == 0 ? value : Add(Remove(root, pointer), pointer, value);
            case "copy":
                return Add(root, pointer, Copy(Get(root, From(operation), "copy"), ref copied));
            case "move":
                var moved = Get(root, From(operation), "move")?.DeepClone();
                return Add(Remove(root, From(operation)), pointer, moved);
            case "test":
                Test(root, pointer, operation["value"]);
                return root;
            default:
                throw new PatchException($"Unexpected kind: {operation.Text("op")}");
        }
    }

    private static JsonNode? Copy(JsonNode? value, ref long copied)
    {
        copied += value?.ToJsonString().Length ?? 0;
        return copied <= MaximumCopied
            ? value?.DeepClone()
            : throw new PatchException(
                $"Unable to copy, the accumulated size increase of copy is {copied}, exceeding the limit " +
                $"{MaximumCopied}");
    }

    private static string From(JsonObject operation) =>
        operation.Text("from") ?? throw new PatchException("an operation has no from");

    private static JsonNode? ValueOf(JsonObject operation) => operation.TryGetPropertyValue("value", out var value)
        ? value?.DeepClone()
        : throw new PatchException($"{operation.Text("op")} operation has no value");

    private static void Test(JsonNode? root, string pointer, JsonNode? expected)
    {
        if (!JsonNode.DeepEquals(Find(root, pointer).Node, expected))
        {
            throw new PatchException($"testing path {pointer} failed: test failed");
        }
    }

    private static JsonNode? Get(JsonNode? root, string pointer, string operation)
    {
        var (node, isThere) = Find(root, pointer);
        return isThere
            ? node
            : throw new PatchException(
                $"{operation} operation does not apply: doc is missing path: {pointer}: missing value");
    }

    private static (JsonNode? Node, bool IsThere) Find(JsonNode? root, string pointer)
    {
        var at = root;
        foreach (var token in Tokens(pointer))
        {
            if (at is JsonObject map && map.TryGetPropertyValue(token, out var field))
            {
                at = field;
            }
            else if (at is JsonArray list && IndexOf(token) is { } index && index < list.Count)
            {
                at = list[index];
            }
            else
            {
                return (null, false);
            }
        }

        return (at, true);
    }

    private static JsonNode? Add(JsonNode? root, string pointer, JsonNode? value)
    {
        if (pointer.Length == 0)
        {
            return value;
        }

        if (Tokens(pointer).Count() + DepthOf(value) > RequestBody.MaximumDepth)
        {
            throw new PatchException($"add operation does not apply: deeper than {RequestBody.MaximumDepth} levels");
        }

        var (parent, token) = Parent(root, pointer, "add");
        if (parent is JsonObject map)
        {
            map[token] = value;
            return root;
        }

        var list = (JsonArray)parent;
        var index = string.Equals(token, "-", StringComparison.Ordinal) ? list.Count : IndexOf(token);
        if (index is null || index > list.Count)
        {
            throw new PatchException(
                $"add operation does not apply: error in add for path: '{pointer}': invalid index");
        }

        list.Insert(index.Value, value);
        return root;
    }

    private static int DepthOf(JsonNode? value) => value switch
    {
        JsonObject map => 1 + map.Select(field => DepthOf(field.Value)).DefaultIfEmpty().Max(),
        JsonArray list => 1 + list.Select(DepthOf).DefaultIfEmpty().Max(),
        _ => 0,
    };

    private static JsonNode? Remove(JsonNode? root, string pointer)
    {
        _ = Get(root, pointer, "remove");
        if (pointer.Length == 0)
        {
            return null;
        }

        var (parent, token) = Parent(root, pointer, "remove");
        if (parent is JsonObject map)
        {
            map.Remove(token);
        }
        else
        {
            ((JsonArray)parent).RemoveAt(IndexOf(token)!.Value);
        }

        return root;
    }

    private static (JsonNode Parent, string Token) Parent(JsonNode? root, string pointer, string operation)
    {
        var slash = pointer.LastIndexOf('/');
        var parent = slash < 0 ? null : Find(root, pointer[..slash]).Node;
        return parent is JsonObject or JsonArray
            ? (parent, Unescape(pointer[(slash + 1)..]))
            : throw new PatchException(
                $"{operation} operation does not apply: doc is missing path: \"{pointer}\": missing value");
    }

    private static IEnumerable<string> Tokens(string pointer) =>
        pointer.Length == 0 ? [] : pointer.Split('/').Skip(1).Select(Unescape);

    private static string Unescape(string token) =>
        token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static int? IndexOf(string token) =>
        int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using BlueGreen.Options;
using BlueGreen.Ports;
using BlueGreen.Proving;
using BlueGreen.Releases;

namespace BlueGreen.Steps.Handlers;

/// <summary>Judges one answer of a smoke check: the right color, the right version, the right content.</summary>
internal static class SmokeVerdict
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Judges.</summary>
    /// <returns>Why the check failed, or null when it passed.</returns>
    public static string? Of(HttpCheck check, ProbeAnswer answer, Color target, string? version)
    {
        if (answer.Status == 0)
        {
            return answer.Describe();
        }

        if (answer.Color != target)
        {
            return $"the answer came from {answer.Color?.ToName() ?? "an unknown color"}, not from {target.ToName()}";
        }

        if (version is not null && answer.Version is not null
            && !string.Equals(answer.Version, version, StringComparison.Ordinal))
        {
            return $"version {answer.Version} answered, not {version}";
        }

        if (answer.Status != check.Status)
        {
            return $"status {answer.Status} instead of {check.Status}";
        }

        if (check.BodyContains is { } text && !answer.Body.Contains(text, StringComparison.Ordinal))
        {
            return $"'{text}' is not in the body";
        }

        return HeaderFailure(check, answer) ?? JsonFailure(check, answer.Body);
    }

    private static string? HeaderFailure(HttpCheck check, ProbeAnswer answer) => check.Headers
        .Where(wanted
            => !string.Equals(answer.Headers.GetValueOrDefault(wanted.Key), wanted.Value, StringComparison.Ordinal))
        .Select(wanted
            => $"header {wanted.Key} is '{answer.Headers.GetValueOrDefault(wanted.Key)}', not '{wanted.Value}'")
        .FirstOrDefault();

    private static string? JsonFailure(HttpCheck check, string body)
    {
        if (check.Json.IsEmpty)
        {
            return null;
        }

        JsonNode? root;
        try
        {
            root = JsonNode.Parse(body, documentOptions: Strict);
        }
        catch (JsonException e)
        {
            return $"the body is not JSON: {e.Message}";
        }

        return check.Json
            .Where(wanted => !JsonNode.DeepEquals(JsonPlace.Find(root, wanted.Key), JsonNode.Parse(wanted.Value)))
            .Select(
                wanted =>
                    $"'{wanted.Key}' is {JsonPlace.Find(root, wanted.Key)?.ToJsonString() ?? "missing"}, not " +
                        $"{wanted.Value}")
            .FirstOrDefault();
    }
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.MiniCluster.ApiServer.Errors;
using BlueGreen.MiniCluster.ApiServer.Json;
using BlueGreen.MiniCluster.ApiServer.Objects;

namespace BlueGreen.MiniCluster.ApiServer.Reading;

/// <summary>Chooses objects by their labels.</summary>
/// <param name="requirements">All must hold.</param>
/// <seealso href="https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors"/>
internal sealed partial class LabelSelector(IReadOnlyList<LabelRequirement> requirements)
{
    private const int MaximumLength = 256 * 1024;

    /// <summary>Gets a value indicating whether everything is chosen.</summary>
    public bool IsEverything => requirements.Count == 0;

    /// <summary>Reads the notation of queries: <c>a=b,c!=d,e in (f,g),h,!i</c>.</summary>
    /// <param name="text">The text; null or empty chooses everything.</param>
    /// <returns>The selector.</returns>
    /// <exception cref="ApiException">The text is not a selector.</exception>
    public static LabelSelector Parse(string? text)
    {
        var requirements = new List<LabelRequirement>();
        var rest = (text ?? string.Empty).Trim();
        if (rest.Length > MaximumLength)
        {
            throw ApiErrors.BadRequest($"the label selector is longer than {MaximumLength} characters");
        }

        for (var at = 0; at < rest.Length;)
        {
            var match = Requirement().Match(rest, at);
            at += match.Length;
            if (!match.Success || (at == rest.Length && match.Groups["more"].Success))
            {
                throw ApiErrors.BadRequest(
                    $"unable to parse requirement: found '{rest[at..]}', expected: a label requirement");
            }

            requirements.Add(Checked(Read(match)));
        }

        return new LabelSelector(requirements);
    }

    /// <summary>Reads the notation of objects: <c>matchLabels</c> and <c>matchExpressions</c>.</summary>
    /// <param name="selector">The selector of an object.</param>
    /// <returns>The selector.</returns>
    public static LabelSelector Of(JsonNode? selector)
    {
        var labels = selector.Map("matchLabels").Select(pair => new LabelRequirement(pair.Key, "In", [pair.Value]));
        var expressions = selector.Objects("matchExpressions").Select(expression => new LabelRequirement(
            expression.Text("key") ?? string.Empty,
            expression.Text("operator") ?? string.Empty,
            [.. expression.Texts("values")]));
        return new LabelSelector([.. labels, .. expressions]);
    }

    /// <summary>Says whether labels are chosen.</summary>
    /// <param name="labels">The labels of an object.</param>
    /// <returns>Whether all requirements hold.</returns>
    public bool Matches(IReadOnlyDictionary<string, string> labels) => requirements.All(one => one.Holds(labels));

    private static LabelRequirement Checked(LabelRequirement requirement)
    {
        var error = NameRules.CheckKey("key", requirement.Key)
            .Concat(requirement.Values.SelectMany((value, index) =>
                NameRules.CheckLabelValue($"values[{index}][{requirement.Key}]", value)))
            .FirstOrDefault();
        return error is null
            ? requirement
            : throw ApiErrors.BadRequest($"unable to parse requirement: {error.Field}: {error.Message}");
    }

    private static LabelRequirement Read(Match match)
    {
        var key = match.Groups["key"].Value;
        if (match.Groups["set"].Success)
        {
            var values = match.Groups["values"].Value.Split(',').Select(value => value.Trim());
            return new LabelRequirement(key, match.Groups["set"].Value is "in" ? "In" : "NotIn", [.. values]);
        }

        return match.Groups["operator"].Value switch
        {
            "" => new LabelRequirement(key, match.Groups["not"].Success ? "DoesNotExist" : "Exists", []),
            "!=" => new LabelRequirement(key, "NotIn", [match.Groups["value"].Value]),
            _ => new LabelRequirement(key, "In", [match.Groups["value"].Value]),
        };
    }

    [GeneratedRegex(
        @"\G\s*((?<not>!)\s*(?<key>[A-Za-z0-9][-A-Za-z0-9_./]*)" +
        @"|(?<key>[A-Za-z0-9][-A-Za-z0-9_./]*)\s*" +
        @"((?<operator>==|=|!=)\s*(?<value>[-A-Za-z0-9_.]*)" +
        @"|(?<=\s)(?<set>in|notin)\s*\((?<values>[-A-Za-z0-9_., ]*)\))?)\s*((?<more>,)|\z)",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Requirement();
}

/// <summary>One condition on one label.</summary>
/// <param name="Key">The label.</param>
/// <param name="Operator">In, NotIn, Exists or DoesNotExist.</param>
/// <param name="Values">Values for In and NotIn.</param>
internal sealed record LabelRequirement(string Key, string Operator, IReadOnlyList<string> Values)
{
    /// <summary>Says whether labels meet the condition.</summary>
    /// <param name="labels">The labels.</param>
    /// <returns>Whether it holds; an unknown operator never does.</returns>
    public bool Holds(IReadOnlyDictionary<string, string> labels)
    {
        var isThere = labels.TryGetValue(Key, out var value);
        return Operator switch
        {
            "In" => isThere && Values.Contains(value, StringComparer.Ordinal),
            "NotIn" => !isThere || !Values.Contains(value, StringComparer.Ordinal),
            "Exists" => isThere,
            "DoesNotExist" => !isThere,
            _ => false,
        };
    }
}

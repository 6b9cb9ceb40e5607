using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlueGreen.MiniCluster.ApiServer.Errors;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.MiniCluster.ApiServer.Http;

/// <summary>Parses YAML bodies into JSON values, with the rules that Kubernetes uses for plain scalars.</summary>
/// <seealso href="https://yaml.org/spec/1.2.2/#103-core-schema"/>
internal static partial class YamlText
{
    private const int MaximumNodes = 500_000;

    /// <summary>Parses one document.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ApiException">The text is not one YAML document; says where.</exception>
    public static JsonNode? Parse(string text)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new ShallowYaml(new Parser(new StringReader(text)), RequestBody.MaximumDepth));
            var left = MaximumNodes;
            return stream.Documents.Count == 1
                ? Convert(stream.Documents[0].RootNode, depth: 0, ref left)
                : throw ApiErrors.BadRequest(
                    $"the body of the request has {stream.Documents.Count} YAML documents, not one");
        }
        catch (YamlException e)
        {
            throw ApiErrors.BadRequest(
                $"error converting YAML to JSON: yaml: line {e.Start.Line}, column {e.Start.Column}: {e.Message}");
        }
    }

    // Aliases are written out: the limits keep a small text from growing without bound.
    private static JsonNode? Convert(YamlNode node, int depth, ref int left)
    {
        if (--left < 0 || depth >= RequestBody.MaximumDepth)
        {
            throw ApiErrors.BadRequest("error converting YAML to JSON: yaml: document contains excessive aliasing");
        }

        switch (node)
        {
            case YamlMappingNode mapping:
                var map = new JsonObject();
                foreach (var (key, value) in mapping.Children)
                {
                    map[KeyOf(key)] = Convert(value, depth + 1, ref left);
                }

                return map;
            case YamlSequenceNode sequence:
                var list = new JsonArray();
                foreach (var item in sequence.Children)
                {
                    list.Add(Convert(item, depth + 1, ref left));
                }

                return list;
            case YamlScalarNode scalar:
                return Scalar(scalar);
            default:
                throw new YamlException(node.Start, node.End, "an alias without an anchor");
        }
    }

    private static string KeyOf(YamlNode key) => key is YamlScalarNode { Value: { } name }
        ? name
        : throw new YamlException(key.Start, key.End, "a mapping key is not a scalar");

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? string.Empty;
        if (scalar.Style != ScalarStyle.Plain || scalar.Tag is { IsEmpty: false, Value: "tag:yaml.org,2002:str" })
        {
            return JsonValue.Create(text);
        }

        return text switch
        {
            "" or "~" or "null" or "Null" or "NULL" => null,
            "true" or "True" or "TRUE" => JsonValue.Create(true),
            "false" or "False" or "FALSE" => JsonValue.Create(false),
            _ when Integer().IsMatch(text) && long.TryParse(text, CultureInfo.InvariantCulture, out var whole) =>
                JsonValue.Create(whole),
            _ when Float().IsMatch(text) && double.TryParse(text, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number) => JsonValue.Create(number),
            _ => JsonValue.Create(text),
        };
    }

    [GeneratedRegex("^[-+]?(0|[1-9][0-9]*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Integer();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Float();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace BlueGreen.Pipelines.Tests.Support;

/// <summary>Judges pipeline files by the public schemas: another parser and another engine than ours.</summary>
/// <remarks>NJsonSchema ignores <c>if</c>, <c>then</c> and <c>dependencies</c>: it sees less than we do.</remarks>
internal static partial class SchemaOracle
{
    public const string SemaphoreSchema = "data/semaphore/pipeline-v1.0.schema.yml";
    public const string GitHubSchema = "data/github/schemastore-github-workflow.json";

    private static readonly Lazy<JsonSchema> OfSemaphore = new(() =>
        Parse(ToJson(File.ReadAllText(Shared.PathOf(SemaphoreSchema)!)).ToString()));

    private static readonly Lazy<JsonSchema> OfGitHub = new(() =>
        Parse(File.ReadAllText(Shared.PathOf(GitHubSchema)!)));

    /// <summary>Lists what Semaphore's schema says against a file; empty when nothing.</summary>
    public static IReadOnlyList<string> Semaphore(string text) => Errors(OfSemaphore.Value, text);

    /// <summary>Lists what SchemaStore's schema for GitHub says against a file; empty when nothing.</summary>
    public static IReadOnlyList<string> GitHub(string text) => Errors(OfGitHub.Value, text);

#pragma warning disable VSTHRD002 // The schema is in memory: nothing is waited for.
    private static JsonSchema Parse(string json) => JsonSchema.FromJsonAsync(json).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002

    private static string[] Errors(JsonSchema schema, string text)
    {
        try
        {
            return [.. schema.Validate(ToJson(text)).Select(error => error.ToString())];
        }
        catch (YamlException broken)
        {
            return [$"yaml: {broken.Message}"];
        }
    }

    private static JToken ToJson(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return stream.Documents is [var one, ..] ? ToJson(one.RootNode) : JValue.CreateNull();
    }

    private static JToken ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JObject(map.Children.Select(pair =>
            new JProperty(((YamlScalarNode)pair.Key).Value ?? string.Empty, ToJson(pair.Value)))),
        YamlSequenceNode list => new JArray(list.Children.Select(ToJson)),
        YamlScalarNode { Style: ScalarStyle.Plain } plain => PlainToJson(plain.Value ?? string.Empty),
        _ => new JValue(((YamlScalarNode)node).Value ?? string.Empty),
    };

    private static JValue PlainToJson(string plain) => plain switch
    {
        "" or "~" or "null" or "Null" or "NULL" => JValue.CreateNull(),
        "true" or "True" or "TRUE" => new JValue(true),
        "false" or "False" or "FALSE" => new JValue(false),
        _ when Whole().IsMatch(plain) => new JValue(long.Parse(plain, CultureInfo.InvariantCulture)),
        _ when Fraction().IsMatch(plain) => new JValue(double.Parse(plain, CultureInfo.InvariantCulture)),
        _ => new JValue(plain),
    };

    [GeneratedRegex("^[-+]?[0-9]{1,18}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fraction();
}

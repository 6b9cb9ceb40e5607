using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace BlueGreen.Frosting.Init;

/// <summary>The <c>bluegreen.yml</c> that Init writes. Pure.</summary>
internal static class SettingsText
{
    private const string VersionHint = "# version: { header: x-version }";

    /// <summary>Writes it.</summary>
    /// <param name="facts">What is known of the app.</param>
    /// <param name="manifests">The folder of its manifests.</param>
    /// <returns>The text.</returns>
    public static string Of(AppFacts facts, string manifests)
    {
        var text = new StringBuilder("# How this app is released. All keys: ./build.sh --help\n");
        Add(text, $"app: {YamlText.Scalar(facts.App)}");
        if (facts.Namespace is { } space)
        {
            Add(text, $"namespace: {YamlText.Scalar(space)}");
        }

        Add(text, $"manifests: [{YamlText.Scalar(manifests)}]");
        text.Append('\n');
        if (facts.IsImagePlaceholder)
        {
            Add(text, "# A placeholder: put the name of your registry here.");
        }

        Add(text, "# Without a tag, the release id is its tag: --target=Build makes it, --target=Push sends it.");
        Add(text, $"image: {YamlText.Scalar(facts.Image)}");
        Add(text, $"port: {facts.Port}");
        Add(text, $"ready-path: {YamlText.Scalar(facts.ReadyPath)}");
        text.Append(
            CultureInfo.InvariantCulture,
            $"""

            # How a switch is proven: with a version, it is also seen that the answer is from the new one.
            verify:
              path: {YamlText.Scalar(facts.ReadyPath)}
              {VersionHint}

            smoke-test:
              - path: {YamlText.Scalar(facts.ReadyPath)}

            """);
        AddPort(text, facts);
        AddMigration(text, facts);
        AddMiniCluster(text, facts);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static void AddPort(StringBuilder text, AppFacts facts)
    {
        var container = Place.Find(facts.Deployment, "spec", "template", "spec", "containers", "0");
        var environment = Place.Find(container, "env") as JsonArray;
        if (environment?.Any(each => Place.Find(each, "value")?.ToString() is "$PORT" or "${PORT}") == true)
        {
            text.Append('\n');
            Add(text, "# What the manifests refer to and no secret is. The rest is set in the CI system.");
            Add(text, "variables:");
            Add(text, $"  PORT: \"{facts.Port}\"");
        }
    }

    private static void AddMigration(StringBuilder text, AppFacts facts)
    {
        if (facts.Migration is { } script)
        {
            text.Append('\n');
            Add(text, $"# package.json has a script '{script}'. If the old version can live with what it does:");
            Add(text, "# migrate:");
            Add(text, $"#   expand: [npm, run, {YamlText.Scalar(script)}]");
        }
    }

    private static void AddMiniCluster(StringBuilder text, AppFacts facts)
    {
        if (!facts.Command.IsEmpty && ImageTemplate.LocalNameOf(facts.Image) is { } image)
        {
            text.Append('\n');
            Add(text, "# To try it on this machine (--target=ClusterUp): what runs there instead of the image.");
            Add(text, "mini-cluster:");
            Add(text, "  images:");
            Add(text, $"    {YamlText.Scalar(image)}:");
            Add(text, $"      command: [{string.Join(", ", facts.Command.Select(YamlText.Scalar))}]");
        }
    }
}

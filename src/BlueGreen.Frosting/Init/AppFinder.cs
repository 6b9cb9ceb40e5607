using System.Globalization;
using System.Text.Json.Nodes;

namespace BlueGreen.Frosting.Init;

/// <summary>Finds out of an app's folder what a <c>bluegreen.yml</c> needs. Asks nobody, and says each guess.</summary>
internal sealed class AppFinder
{
    private readonly List<string> _notes = [];
    private readonly string _folder;
    private readonly IReadOnlyDictionary<string, string> _said;
    private readonly OldManifests _old;
    private readonly DockerfileFacts? _dockerfile;
    private readonly JsonObject? _container;

    private AppFinder(string folder, IReadOnlyDictionary<string, string> said)
    {
        (_folder, _said) = (folder, said);
        _old = OldManifests.Find(folder);
        _container = Place.Find(_old.Deployment, "spec", "template", "spec", "containers", "0") as JsonObject;
        var dockerfile = AppName.Read(Path.Combine(folder, "Dockerfile"));
        _dockerfile = dockerfile is null ? null : DockerfileFacts.Of(dockerfile);
    }

    /// <summary>Finds it.</summary>
    /// <param name="folder">The app's folder.</param>
    /// <param name="said">What the user said: app, image, port, ready-path.</param>
    /// <returns>The facts.</returns>
    public static AppFacts Find(string folder, IReadOnlyDictionary<string, string> said) =>
        new AppFinder(folder, said).Find();

    private AppFacts Find()
    {
        var app = Tell("app", FindApp());
        var image = FindImage(app);
        var facts = new AppFacts
        {
            App = app,
            Namespace = FindNamespace(),
            Port = Tell("port", FindPort()),
            ReadyPath = Tell("ready-path", FindReadyPath()),
            Image = Tell("image", image),
            IsImagePlaceholder = image.Value.StartsWith("registry.example/", StringComparison.Ordinal),
            Command = _dockerfile?.Command ?? [],
            Deployment = _container is null || _old.BlueGreenFolder is not null ? null : _old.Deployment,
            Migration = Scripts()?.ContainsKey("migrate") == true ? "migrate" : null,
            OwnManifests = _old.BlueGreenFolder,
        };
        if (facts.Deployment is not null)
        {
            _notes.Add($"pods: as in {_old.File}: environment, probes, pull secrets and all else of its pod template");
        }

        if (_old.BlueGreenFolder is { } own)
        {
            _notes.Add($"manifests: those in {own} are for two colors already; they are used as they are");
        }
        else
        {
            _notes.AddRange(_old.Others.Select(other => $"not taken over: {other}"));
        }

        return facts with { Notes = [.. _notes] };
    }

    private T Tell<T>(string option, (T Value, string Origin) found)
    {
        _notes.Add(string.Create(CultureInfo.InvariantCulture, $"{option}: {found.Value} ({found.Origin})"));
        return found.Value;
    }

    private (string Value, string Origin) FindApp()
    {
        if (_said.TryGetValue("app", out var said))
        {
            return (said, "the command line");
        }

        return Text(Place.Find(_old.Deployment, "spec", "template", "metadata", "labels", "app")) is { } label
            && AppName.Of(label) is { } name && string.Equals(name, label, StringComparison.Ordinal)
            ? (name, $"the label app in {_old.File}")
            : AppName.Find(_folder);
    }

    private (int Value, string Origin) FindPort()
    {
        if (_said.TryGetValue("port", out var said) && int.TryParse(said, CultureInfo.InvariantCulture, out var port))
        {
            return (port, "the command line");
        }

        var old = Number(Place.Find(_container, "ports", "0", "containerPort")) ?? Number(Probe("port"));
        return old is { } known ? (known, _old.File)
            : _dockerfile?.Port is { } exposed ? (exposed, "EXPOSE in the Dockerfile")
            : (8080, "a guess");
    }

    private (string Value, string Origin) FindReadyPath() =>
        _said.TryGetValue("ready-path", out var said) ? (said, "the command line")
        : Text(Probe("path")) is { } path ? (path, _old.File)
        : ("/ready", "a guess; it must answer 200 when the app can serve");

    private (string Value, string Origin) FindImage(string app)
    {
        if (_said.TryGetValue("image", out var said))
        {
            return (said, "the command line");
        }

        return Place.Find(_container, "image") is JsonValue value && value.TryGetValue<string>(out var text)
            && ImageTemplate.RepositoryOf(text) is { } repository
                ? (repository, _old.File)
                : ($"registry.example/{app}", "a placeholder");
    }

    private string? FindNamespace() =>
        Text(Place.Find(_old.Deployment, "metadata", "namespace")) is { Length: > 0 } found && _container is not null
            ? Tell("namespace", (found, _old.File))
            : null;

    private JsonNode? Probe(string field) => Place.Find(_container, "readinessProbe", "httpGet", field);

    private JsonObject? Scripts() => AppName.Package(_folder)?["scripts"] as JsonObject;

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text)
        && !text.Contains('$', StringComparison.Ordinal)
            ? text
            : null;

    private static int? Number(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<int>(out var number) && number is > 0 and < 65_536 ? number : null;
}

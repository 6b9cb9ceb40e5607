namespace BlueGreen.EndToEnd.Tests.Support;

/// <summary>The images that the tests' clusters know.</summary>
internal static class ClusterSettings
{
    /// <summary>What the image <c>broken</c> prints before it ends: the words a release must show.</summary>
    public const string LastWords = "the disk of the shop is full";

    /// <summary>Writes <c>bluegreen.yml</c>.</summary>
    /// <param name="furtherImages">Images beside the usual ones, as YAML.</param>
    public static string Of(string furtherImages) =>
        $"""
        app: cluster
        mini-cluster:
          images:
            uptimer:
              command: [dotnet, {Programs.Uptimer}]
            slow:
              command: [dotnet, {Programs.Uptimer}]
              env:
                LOADING_SECONDS: "4"
            never-ready:
              command: [dotnet, {Programs.Uptimer}]
              env:
                LOADING_SECONDS: "3600"
            broken:
              command: [sh, -c, "echo 'starting'; echo '{LastWords}'; exit 7"]
            talkative:
              command: [sh, -c, 'echo "cannot log in with $DB_PASSWORD"; exit 1']
            stale:
              command: [sh, -c, 'APP_VERSION=0.1 exec dotnet {Programs.Uptimer}']

        """ + furtherImages;
}

using BlueGreen.Errors;

namespace BlueGreen.Frosting.Images;

/// <summary>Words why docker failed, from what it printed: what, why, what next. Pure.</summary>
internal static class DockerFailure
{
    private const int ShownLines = 6;

    private static readonly (string[] Signs, string Remedy)[] Known =
    [
        (["permission denied while trying to connect"],
            "Let this user use docker: add it to the group docker, or run as one that may."),
        (["is the docker daemon running", "cannot connect to the docker daemon", "error during connect"],
            "Start the docker daemon, or point DOCKER_HOST to one; 'docker info' tells whether it answers."),
        (["server gave http response to https client"],
            "The registry speaks HTTP only: give it a certificate, or list it in the daemon's insecure-registries."),
        (["unauthorized", "authentication required", "no basic auth credentials", "denied:", "403 forbidden"],
            "Log in before this target: docker login REGISTRY, with a user who may push to this repository."),
        (["the operating system does not start"],
            "Put a docker that runs on this machine first on the PATH; 'docker version' tells whether it does."),
        (["no space left on device"],
            "Free space where docker keeps its images, for example with: docker system prune"),
        (["no such host", "connection refused", "i/o timeout", "tls handshake timeout", "network is unreachable"],
            "Check the name in the option image, and that this machine reaches the registry; then run it again."),
    ];

    /// <summary>Words a failure.</summary>
    /// <param name="problem">What did not happen.</param>
    /// <param name="lines">The last lines that docker printed, secrets masked.</param>
    /// <param name="cause">What Cake made of it.</param>
    /// <returns>The failure.</returns>
    public static ReleaseException Of(string problem, IReadOnlyList<string> lines, Exception cause)
    {
        var said = lines.Where(line => !string.IsNullOrWhiteSpace(line)).TakeLast(ShownLines)
            .DefaultIfEmpty(cause.Message).ToList();
        var remedy = Known.FirstOrDefault(known => known.Signs.Any(sign =>
            said.Exists(line => line.Contains(sign, StringComparison.OrdinalIgnoreCase)))).Remedy;
        return new ReleaseException(
            ExitCode.NotSwitched,
            problem,
            string.Join('\n', said.Select(line => line.Trim())),
            remedy ?? "Correct what docker says, its whole output stands above; then run the same target again.",
            cause);
    }

    /// <summary>Words that there is no docker.</summary>
    /// <param name="problem">What did not happen.</param>
    /// <returns>The failure.</returns>
    public static ReleaseException NotInstalled(string problem) => new(
        ExitCode.NotSwitched,
        problem,
        "There is no program 'docker' on the PATH.",
        "Install Docker (on Debian: apt-get install docker.io), or run this target on a machine that has it.");
}

using BlueGreen.Errors;
using BlueGreen.Frosting.Output;
using BlueGreen.Secrets;
using Cake.Core;

namespace BlueGreen.Frosting.Images;

/// <summary>Runs aliases of Cake.Docker, and words what goes wrong for people.</summary>
/// <param name="context">The task's context.</param>
/// <param name="masker">Hides secrets in what docker prints.</param>
internal sealed class Docker(BlueGreenContext context, SecretMasker masker)
{
    /// <summary>Runs an alias.</summary>
    /// <param name="problem">What did not happen, when it fails. One sentence.</param>
    /// <param name="call">Calls the alias.</param>
    /// <returns>The last lines that docker printed.</returns>
    /// <exception cref="ReleaseException"><see cref="ExitCode.NotSwitched"/>: docker failed.</exception>
    public IReadOnlyList<string> Run(string problem, Action<ICakeContext> call)
    {
        var runner = new DockerProcessRunner(
            context.Environment, line => context.Say(masker.Apply(line)), TimeProvider.System, context.Stopping);
        try
        {
            call(new DockerContext(context, runner));
        }
        catch (CakeException failed)
        {
            context.Stopping.ThrowIfCancellationRequested();
            throw Find() ? Failed(failed) : DockerFailure.NotInstalled(problem);
        }

        context.Stopping.ThrowIfCancellationRequested();
        return runner.LastLines();

        ReleaseException Failed(CakeException failed) =>
            DockerFailure.Of(problem, [.. runner.LastLines().Select(line => PlainText.Of(masker.Apply(line)))], failed);
    }

    private bool Find() => (context.Tools.Resolve("docker") ?? context.Tools.Resolve("docker.exe")) is not null;
}

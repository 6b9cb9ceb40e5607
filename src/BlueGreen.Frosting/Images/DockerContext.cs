using Cake.Core;
using Cake.Core.IO;

namespace BlueGreen.Frosting.Images;

/// <summary>The build's context for aliases of docker, with a way of our own to start it.</summary>
/// <param name="context">The build's context.</param>
/// <param name="processes">Starts docker.</param>
internal sealed class DockerContext(ICakeContext context, IProcessRunner processes) : CakeContextAdapter(context)
{
    /// <inheritdoc/>
    public override IProcessRunner ProcessRunner { get; } = processes;
}

namespace BlueGreen.Frosting.Output.Voices;

/// <summary>Semaphore: no lines of its own in the log; its report page shows Markdown with Mermaid.</summary>
/// <seealso href="https://docs.semaphoreci.com/using-semaphore/artifacts"/>
internal sealed class SemaphoreVoice : CiVoice
{
    /// <inheritdoc/>
    public override bool DrawsMermaid => true;
}

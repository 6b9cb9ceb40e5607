using BlueGreen.Secrets;

namespace BlueGreen.Frosting.Sessions;

/// <summary>
/// The folder of a target's files. They are copies for people: the release's own journal is in the cluster, so a disk
/// that is full or read-only is told once and stops nothing, least of all a switch half-way.
/// </summary>
/// <param name="path">The folder; made when the first file is written.</param>
/// <param name="masker">Hides secrets.</param>
/// <param name="warn">Writes a line for people.</param>
internal sealed class ReportFolder(string path, SecretMasker masker, Action<string> warn)
{
    private bool _isBroken;

    /// <summary>Gets the folder.</summary>
    public string Path => path;

    /// <summary>Gets what hides secrets.</summary>
    public SecretMasker Masker => masker;

    /// <summary>Writes, if that is possible.</summary>
    /// <param name="write">The writing.</param>
    /// <returns>Whether it is written.</returns>
    public async Task<bool> TryAsync(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (!_isBroken)
            {
                warn($"  warning: no report in {path}: {refused.Message} The journal in the cluster has every step.");
            }

            _isBroken = true;
            return false;
        }
    }
}

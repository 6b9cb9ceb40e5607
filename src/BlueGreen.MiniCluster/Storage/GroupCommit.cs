using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Text.Json.Nodes;

namespace BlueGreen.MiniCluster.Storage;

/// <summary>
/// Runs the writes of many callers one after the other, and makes those that wait at the same time last together: the
/// disk takes as long for a hundred writes as for one.
/// </summary>
/// <remarks>
/// Whoever gets the lock runs the writes of all who wait for it. Nobody hears of a write, nor reads it, before it
/// lasts: readers need the same lock.
/// </remarks>
/// <param name="gate">The lock of what is written to.</param>
/// <param name="makeLast">Puts on the disk what was written; or takes all of it back, and throws.</param>
internal sealed class GroupCommit(Lock gate, Action makeLast)
{
    private const int MaximumTogether = 512;

    private readonly ConcurrentQueue<PendingWrite> _waiting = new();

    /// <summary>Runs a write.</summary>
    /// <param name="write">Changes what is in memory, or throws and changes nothing. Runs under the lock, perhaps on
    /// the thread of another caller.</param>
    /// <returns>What the write returned, once it lasts.</returns>
    /// <exception cref="StoreException">The write was refused, or could not be put on the disk.</exception>
    public JsonObject Run(Func<JsonObject> write)
    {
        var pending = new PendingWrite(write);
        _waiting.Enqueue(pending);
        lock (gate)
        {
            while (!pending.IsDone)
            {
                RunTogether();
            }
        }

        return pending.Result;
    }

    private void RunTogether()
    {
        List<PendingWrite> together = [];
        while (together.Count < MaximumTogether && _waiting.TryDequeue(out var next))
        {
            next.Run();
            together.Add(next);
        }

#pragma warning disable CA1031 // Thrown again to each caller: whoever is not told would wait for ever.
        try
        {
            makeLast();
        }
        catch (Exception error)
        {
            // Also those that changed nothing: their answer may tell of a change that was taken back.
            together.ForEach(each => each.Fail(error));
        }
#pragma warning restore CA1031

        together.ForEach(each => each.IsDone = true);
    }

    private sealed class PendingWrite(Func<JsonObject> write)
    {
        private ExceptionDispatchInfo? _error;
        private JsonObject? _result;

        /// <summary>Gets or sets a value indicating whether it has been run, and what it changed lasts.</summary>
        public bool IsDone { get; set; }

        /// <summary>Gets what it returned, or throws what it threw.</summary>
        public JsonObject Result
        {
            get
            {
                _error?.Throw();
                return _result!;
            }
        }

        public void Run()
        {
#pragma warning disable CA1031 // Thrown again to the caller whose write it is: it must not end the writes of others.
            try
            {
                _result = write();
            }
            catch (Exception error)
            {
                _error = ExceptionDispatchInfo.Capture(error);
            }
#pragma warning restore CA1031
        }

        public void Fail(Exception error) => _error = ExceptionDispatchInfo.Capture(error);
    }
}

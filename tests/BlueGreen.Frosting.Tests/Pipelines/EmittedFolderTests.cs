using System.Collections.Concurrent;
using BlueGreen.Frosting.Pipelines;
using BlueGreen.Pipelines.Emitting;
using Xunit;

namespace BlueGreen.Frosting.Tests.Pipelines;

/// <summary>Files are written whole, whoever writes or reads them at the same time.</summary>
public sealed class EmittedFolderTests : IDisposable
{
    private const string Name = ".semaphore/semaphore.yml";
    private const int Writers = 4;
    private const int Rounds = 100;
    private readonly string _root = Directory.CreateTempSubdirectory("bluegreen-emitted-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Two people, or a person and a hook, run the target at once.</summary>
    [Fact]
    public void Write_ManyAtOnce_LeavesOneOfThemWholeAndNothingElse()
    {
        var texts = Enumerable.Range(0, Writers)
            .Select(number => new string((char)('a' + number), 50_000 + number))
            .ToHashSet(StringComparer.Ordinal);
        var folder = new EmittedFolder(_root);
        folder.Write(new EmittedFile(Name, texts.First()));
        using var start = new Barrier(Writers);
        var failures = new ConcurrentQueue<Exception?>();
        var threads = texts.Select(text => new Thread(() => failures.Enqueue(Record.Exception(() =>
        {
            start.SignalAndWait();
            for (var round = 0; round < Rounds; round++)
            {
                folder.Write(new EmittedFile(Name, text));
                Assert.Contains(File.ReadAllText(Path.Combine(_root, Name)), texts);
            }
        })))).ToList();

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        Assert.All(failures, Assert.Null);

        Assert.Equal("semaphore.yml", Path.GetFileName(
            Assert.Single(Directory.GetFileSystemEntries(Path.Combine(_root, ".semaphore")))));
    }

    [Fact]
    public void Write_TargetThatCannotBeReplaced_LeavesNothingBeside()
    {
        Directory.CreateDirectory(Path.Combine(_root, Name, "mine"));

        Assert.ThrowsAny<Exception>(() => new EmittedFolder(_root).Write(new EmittedFile(Name, "ours\n")));

        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(_root, ".semaphore")));
    }
}

using BlueGreen.Pipelines.Emitting;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Emitting;

/// <summary>The first line tells our files from those that somebody wrote or changed.</summary>
public sealed class PipelineMarkTests
{
    private static readonly string Ours = PipelineMark.Add("a: 1\nb: 2\n");

    [Fact]
    public void OwnerOf_WhatWeWrote_IsOursWithAnyLineEnds()
    {
        Assert.Equal(FileOwner.Emitter, PipelineMark.OwnerOf(Ours));
        Assert.Equal(FileOwner.Emitter, PipelineMark.OwnerOf(Ours.ReplaceLineEndings("\r\n")));
    }

    [Fact]
    public void OwnerOf_AnyLetterChanged_IsNotOursAnyMore()
    {
        for (var at = 0; at < Ours.Length; at++)
        {
            var changed = $"{Ours[..at]}{(Ours[at] == 'x' ? 'y' : 'x')}{Ours[(at + 1)..]}";
            Assert.NotEqual(FileOwner.Emitter, PipelineMark.OwnerOf(changed));
        }

        Assert.Equal(FileOwner.Changed, PipelineMark.OwnerOf(Ours + "# mine\n"));
        Assert.Equal(FileOwner.Changed, PipelineMark.OwnerOf(Ours.Split('\n')[0]));
        Assert.Equal(FileOwner.Somebody, PipelineMark.OwnerOf("# mine\n" + Ours));
        Assert.Equal(FileOwner.Somebody, PipelineMark.OwnerOf(string.Empty));
    }
}

using BlueGreen.Pipelines.Tags;
using BlueGreen.Releases;
using Xunit;

namespace BlueGreen.Pipelines.Tests.Tags;

/// <summary>A trigger may be wider than the tag pattern, never narrower; and as narrow as can be said.</summary>
public sealed class TagTriggersTests
{
    private const string Colors = "(?<color>blue|green)";

    /// <summary>Gets a pattern, what Semaphore gets of it for blue, and what GitHub gets.</summary>
    public static TheoryData<string, string, string> Patterns => new()
    {
        { ReleaseTagParser.DefaultPattern, "^v.*-blue$", "v*-blue" },
        { $"^v(?<version>.+)-{Colors}\\z", "^v.+-blue$", "v*-blue" },
        {
            $@"^v(?<version>\d+\.\d+\.\d+)-{Colors}$",
            "^v[0-9]+[.][0-9]+[.][0-9]+-blue$",
            "v[0-9]+.[0-9]+.[0-9]+-blue"
        },
        { $@"^release/(?<version>[\w.-]+?)/{Colors}$", @"^release/[\w.-]+/blue$", "release/*/blue" },
        { $"^{Colors}_(?<version>[0-9]{{2,}})$", "^blue_[0-9]{2,}$", "blue_*" },
        { $"^(?:app-)?{Colors}-(?<version>.+)$", "^(app-)?blue-.+$", "blue-* app-blue-*" },
        { $"^x?v(?<version>[0-9]{{4}})(-rc|-beta)?-{Colors}$", "^x?v[0-9]{4}(-rc|-beta)?-blue$",
            "x?v[0-9][0-9][0-9][0-9]-blue x?v[0-9][0-9][0-9][0-9]-rc-blue x?v[0-9][0-9][0-9][0-9]-beta-blue" },
        { $"(?<version>[0-9]+)-{Colors}", "[0-9]+-blue", "**[0-9]+-blue**" },
        { "^(?<version>.+)-(?<color>blue)$|^(?<version>.+)-(?<color>green)$", "^.+-blue$", "*-blue" },
        { "^(?<version>.+)-(?<color>[a-z]+)$", "^.+-blue$", "*-blue" },
        { $"^(?!old)(?<version>.+)-{Colors}$", "blue", "**blue**" },
        { $"^(?i:v)(?<version>.+)-{Colors}$", "blue", "**blue**" },
        { $"^it's-(?<version>.+)-{Colors}$", "blue", "it's-*-blue" },
        { $@"^.*\+(?<version>.+)-{Colors}$", "^.*[+].+-blue$", @"**\+*-blue" },
    };

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Of_Pattern_GivesTheTriggersOfEachColor(string pattern, string expression, string globs)
    {
        var triggers = TagTriggers.Of(pattern);

        Assert.Equal(expression, triggers.For(Color.Blue).SemaphorePattern);
        Assert.Equal(globs, string.Join(' ', triggers.For(Color.Blue).GitHubGlobs));
        Assert.Equal(
            expression.Replace("blue", "green", StringComparison.Ordinal), triggers.For(Color.Green).SemaphorePattern);
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public void Of_Pattern_MissesNoReleaseTag(string pattern, string expression, string globs)
    {
        var triggers = TagTriggers.Of(pattern);
        var samples = TagSamples.Of(pattern, []);

        Assert.NotEmpty(samples.Releases);
        Assert.All(samples.Releases, release =>
        {
            var trigger = triggers.For(release.Color);
            Assert.True(TagGlobs.Parse(trigger.GitHubGlobs).Match(release.Text), $"{globs}: {release}");
            Assert.True(trigger.StartsOn(release.Text), $"{expression}: {release}");
        });
    }

    /// <summary>GitHub's documentation gives these, but for the last ones.</summary>
    [Theory]
    [InlineData("feature/*", "feature/my-branch", true)]
    [InlineData("feature/*", "feature/beta-a/my-branch", false)]
    [InlineData("feature/**", "feature/beta-a/my-branch", true)]
    [InlineData("*", "releases", true)]
    [InlineData("*", "all/the/branches", false)]
    [InlineData("**", "all/the/branches", true)]
    [InlineData("*feature", "mona-feature", true)]
    [InlineData("v2*", "v2.0", true)]
    [InlineData("v[12].[0-9]+.[0-9]+", "v1.10.1", true)]
    [InlineData("v[12].[0-9]+.[0-9]+", "v3.10.1", false)]
    [InlineData("v[12].[0-9]+.[0-9]+", "v1x10.1", false)]
    [InlineData("*.jsx?", "page.js", true)]
    [InlineData("*.jsx?", "page.jsx", true)]
    [InlineData("releases/**-alpha", "releases/10/x-alpha", true)]
    [InlineData(@"a\+", "a+", true)]
    [InlineData(@"a\+", "aa", false)]
    [InlineData("v*-blue", "v-blue", true)]
    [InlineData("v*-blue", "v1/x-blue", false)]
    [InlineData("v* !v*-rc", "v1-rc", false)]
    [InlineData("v* !v*-rc v1*", "v1-rc", true)]
    [InlineData("!v*", "w1", false)]
    public void Match_Globs_DecideAsGitHubDoes(string globs, string tag, bool expected) =>
        Assert.Equal(expected, TagGlobs.Parse(globs.Split(' ')).Match(tag));

    [Theory]
    [InlineData("+v", "repeats nothing")]
    [InlineData("v[0-9", "never closed")]
    [InlineData("v[]", "nothing between")]
    [InlineData("v[9-0]", "no range")]
    [InlineData("v[a-Z]", "no range")]
    [InlineData("v\\", "ends in a backslash")]
    public void Parse_NoGlob_SaysWhy(string glob, string reason) => Assert.Contains(
        reason, Assert.Throws<FormatException>(() => TagGlobs.Parse([glob])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("((((((((((((((((((((((((a))))))))))))))))))))))))")]
    [InlineData("a{100000}")]
    [InlineData(@"\p{L}")]
    [InlineData(@"[a-z-[aeiou]]")]
    [InlineData(@"(a)\1")]
    [InlineData("(?<a-b>x)")]
    [InlineData("(?#comment)a")]
    public void TryParse_WhatIsRare_IsLeftToDotNet(string pattern) => Assert.Null(TagPatternParser.TryParse(pattern));

    [Fact]
    public void Samples_OfTheRepository_AreSortedToo()
    {
        var samples = TagSamples.Of(ReleaseTagParser.DefaultPattern, ["v9.9-green", "v1/x-blue", "nightly"]);

        Assert.Contains(samples.Releases, release => release.Text is "v9.9-green");
        Assert.Contains(samples.Others, tag => tag is "nightly");
        Assert.DoesNotContain(samples.Others, tag => tag is "v1/x-blue");
        Assert.DoesNotContain(samples.Releases, release => release.Text is "v1/x-blue");
    }

    [Fact(Timeout = 20_000)]
    public async Task Samples_SlowPattern_End() => Assert.Empty(await Task.Run(() => TagSamples.Of(
        "^(?<version>(a+)+)-(?<color>blue|green)$",
        [.. Enumerable.Range(0, 1000).Select(number => new string('a', 40) + number)]).Releases
            .Where(release => release.Version.Length > 40)));
}

using BlueGreen.Options;
using Xunit;

namespace BlueGreen.Tests.Options;

public sealed class OptionsDocsTests
{
    private const string Head =
        """
        # Configuration

        `bluegreen.yml` at the repository's root holds the options. The tables below are written by a test from the
        list that the loader itself reads; change the list, then run the tests once with `GOLDEN_UPDATE=1`.

        - Every key is also an argument, `--verify.path=/up`, and an environment variable, `BLUEGREEN_VERIFY_PATH=/up`.
          Arguments win over the environment, that over the file, that over the defaults. An empty variable counts as
          not set.
        - Lists as arguments are separated by commas; lists of mappings are written as YAML in one line:
          `--smoke-test='[{path: /ready}]'`. One manifest variable is `--variables.NAME=value`.
        - All problems are reported at once, each with file, line and column, and nothing is touched (exit code 2). An
          unknown key or argument is a problem; an unknown `BLUEGREEN_*` variable is a warning.
        - Anchors, aliases and merge keys are not taken in `bluegreen.yml`. Manifests may use them.
        - Editors check the file with `# yaml-language-server: $schema=bluegreen.schema.json` as its first line.
        - `COLOR_TEST`, `COLOR_ACTIVE`, `COLOR_DECOMMISSION` and `COLOR_DECOMISSION` are taken as arguments and
          environment variables too, for pipelines that were written by hand. They are `blue` or `green`.

        ## All keys


        """;

    [Fact]
    public void Schema_OfTheTable_IsTheCheckedInFile() =>
        Repository.AssertHolds("bluegreen.schema.json", OptionsSchema.ToJson());

    [Fact]
    public void Configuration_OfTheTable_IsTheCheckedInPage() =>
        Repository.AssertHolds("docs/configuration.md", Head + OptionsText.Tables());

    [Fact]
    public void Help_NamesEveryOption() =>
        Assert.All(
            OptionTable.All, option =>
                Assert.Contains($"  --{option.Key}=", OptionsText.Help(), StringComparison.Ordinal));

    [Fact]
    public void Table_Keys_AreUniqueAlsoAsEnvironmentVariables() =>
        Assert.Equal(
            OptionTable.All.Length,
                OptionTable.All.Select(each => each.EnvironmentName).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void Samples_HoldEveryKey()
    {
        var loaded = OptionsLoader.Load(new OptionsInput { YamlText = OptionSamples.Full });

        Assert.All(
            OptionTable.All.Where(option => option.Key is not ("verify" or "verify.version.header")),
            option => Assert.Contains(option.Key.Split('.')[^1] + ":", OptionSamples.Full, StringComparison.Ordinal));
        Assert.Empty(loaded.Warnings);
    }
}

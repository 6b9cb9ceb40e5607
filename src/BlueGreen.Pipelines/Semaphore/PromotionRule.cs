using System.Text.RegularExpressions;
using BlueGreen.Options;
using BlueGreen.Options.Yaml;
using BlueGreen.Pipelines.Checking;
using BlueGreen.Pipelines.Conditions;
using BlueGreen.Pipelines.Structure;

namespace BlueGreen.Pipelines.Semaphore;

/// <summary>Files that pipelines name are there, and parameters are given where they are used.</summary>
/// <seealso href="https://docs.semaphoreci.com/reference/pipeline-yaml#promotions"/>
internal static class PromotionRule
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <summary>Checks it.</summary>
    /// <param name="files">The pipelines.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static void Check(SemaphoreFiles files, Findings findings)
    {
        var named = files.Pipelines
            .SelectMany(file => file.NamedFiles().Select(named => (File: file, named.Path)))
            .Concat(files.Promotions().Select(promotion => (File: promotion.From, promotion.Path)));
        foreach (var (file, path) in named.Where(each => !PipelineParameter.IsIn(each.Path.Value)
            && files.Files.Find(each.File.Resolve(each.Path.Value)) is null))
        {
            findings.Warn(
                path.At,
                PipelineRules.FileMissing,
                $"There is no file {file.Resolve(path.Value)}.",
                "Semaphore looks for it only when it gets there: the pipeline starts, and then fails.",
                "Write its path from this file's folder, or from the repository's root after a slash.");
        }

        foreach (var promotion in files.Promotions().Where(promotion => promotion.Target is not null))
        {
            CheckParameters(promotion, promotion.Target!, files.Files, findings);
        }
    }

    private static void CheckParameters(
        SemaphorePromotion promotion, SemaphoreFile target, PipelineFiles files, Findings findings)
    {
        var parts = target.NamedFiles().Select(named => target.Resolve(named.Path.Value))
            .Distinct(StringComparer.Ordinal)
            .Select(files.Find).OfType<PipelineSource>().Select(source => source.Text).ToList();
        var texts = parts.Append(files.Find(target.Name)?.Text ?? string.Empty).ToList();
        var given = promotion.Parameters.Select(parameter => parameter.Get("name")).OfType<YamlScalar>().ToList();
        foreach (var name in given.Where(name => !texts.Exists(text => Names(text, name.Value))))
        {
            findings.Warn(
                name.At,
                PipelineRules.Parameter,
                $"Nothing in {target.Name} uses the parameter '{name.Value}'.",
                "Whoever promotes is asked for a value that changes nothing.",
                $"Use it there as ${{{{parameters.{name.Value}}}}} or ${name.Value}, or take it out.");
        }

        var known = given.Select(name => name.Value).ToHashSet(StringComparer.Ordinal);

        // In the values: what a comment says is not filled in.
        var values = target.Root.All().OfType<YamlScalar>().Select(scalar => scalar.Value)
            .Where(PipelineParameter.IsIn);
        var used = values.Concat(parts)
            .SelectMany(PipelineParameter.NamesIn);
        foreach (var name in used.Distinct(StringComparer.Ordinal).Where(name => !known.Contains(name)))
        {
            findings.Warn(
                promotion.Path.At,
                PipelineRules.Parameter,
                $"{target.Name} uses the parameter '{name}', which this promotion does not give.",
                "It has no value then, and what is made of it is another name than was meant.",
                $"Add '{name}' to the promotion's 'parameters'.");
        }
    }

    /// <summary>Our own program reads its options without being told in the file.</summary>
    private static bool Names(string text, string name) =>
        OptionTable.All.Any(option => string.Equals(option.EnvironmentName, name, StringComparison.Ordinal))
        || Regex.IsMatch(text, $@"(?<!\w){Regex.Escape(name)}(?!\w)", RegexOptions.CultureInvariant, Limit);
}

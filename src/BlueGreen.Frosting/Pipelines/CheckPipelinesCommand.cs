using BlueGreen.Errors;
using BlueGreen.Frosting.Inputs;
using BlueGreen.Options;
using BlueGreen.Pipelines.Checking;

namespace BlueGreen.Frosting.Pipelines;

/// <summary>Checks the pipeline files of a repository, and tells what it found.</summary>
internal static class CheckPipelinesCommand
{
    private const int MaxShown = 100;

    /// <summary>Checks them.</summary>
    /// <param name="context">Options and output.</param>
    /// <returns>A task that ends when all is told.</returns>
    /// <exception cref="ReleaseException">There are no files, or something is wrong with them.</exception>
    public static async Task RunAsync(BlueGreenContext context)
    {
        var folder = context.Inputs.Source.Folder;
        var files = PipelineFolder.Read(folder);
        var expected = new PipelineExpectations
        {
            TagPattern = context.Inputs.Options.TagPattern,
            Tags = [.. GitQuestions.Tags(folder)],
        };
        var report = new PipelineReport(
            [.. files.Sources.Where(file => file.System is not null).Select(file => file.Name)],
            [.. PipelineCheck.Check(files.Sources, expected), .. files.Unreadable],
            PipelineCheck.HasReleaseTags(expected));
        if (context.Inputs.Options.Output == OutputForm.Json)
        {
            await context.WriteDocumentAsync(report.ForMachines());
        }
        else
        {
            context.Say(report.ForPeople(MaxShown));
        }

        if (!report.Findings.IsEmpty)
        {
            throw new ReleaseException(
                ExitCode.Usage,
                $"{report.Count} with the pipeline files.",
                "Each stands above with its place, why it hurts, and what to write instead.",
                "Correct them and run CheckPipelines again; docs/pipeline-checks.md lists the rules.");
        }
    }
}

namespace BlueGreen.Frosting.Reports;

/// <summary>Decides what a report shows and in which order: the result first, the evidence last. Pure.</summary>
internal static class ReportLayout
{
    /// <summary>Lays a report out; what there is nothing to say about is left out.</summary>
    /// <param name="model">The report.</param>
    /// <returns>Its parts.</returns>
    public static IEnumerable<ReportBlock> Of(ReportModel model) =>
        [.. Result(model), .. Traffic(model), .. Now(model), .. Evidence(model)];

    private static IEnumerable<ReportBlock> Result(ReportModel model)
    {
        yield return new TitleBlock(model);
        if (!model.Figures.IsEmpty)
        {
            yield return new FiguresBlock(model.Figures);
        }

        if (model.Failure is { } failure)
        {
            yield return new FailureBlock(failure);
        }
    }

    private static IEnumerable<ReportBlock> Traffic(ReportModel model)
    {
        foreach (var picture in model.Pictures)
        {
            yield return new HeadingBlock(picture.Title);
            yield return new PictureBlock(picture);
        }

        if (model.Table is { } table)
        {
            yield return new HeadingBlock("The switches in figures");
            yield return new TableBlock(table);
        }
    }

    private static IEnumerable<ReportBlock> Now(ReportModel model)
    {
        if (!model.Colors.IsEmpty)
        {
            yield return new HeadingBlock("What is live now");
            yield return new ColorsBlock(model.Colors);
        }

        if (!model.Next.IsEmpty)
        {
            yield return new HeadingBlock("What to do next");
            yield return new NextBlock(model.Next);
        }
    }

    private static IEnumerable<ReportBlock> Evidence(ReportModel model)
    {
        if (!model.Runs.IsEmpty)
        {
            yield return new HeadingBlock("Plan and evidence, step by step");
        }

        foreach (var run in model.Runs)
        {
            yield return new RunBlock(run, IsOpen: model.Runs.Length == 1 || !run.IsGood);
        }
    }
}

using BlueGreen.Releases;

namespace BlueGreen.Frosting.Reports;

/// <summary>What was answered within the time of one bar.</summary>
/// <param name="From">When the bar begins, in milliseconds.</param>
/// <param name="Blue">Good answers of blue.</param>
/// <param name="Green">Good answers of green.</param>
/// <param name="Unknown">Good answers of nobody known.</param>
/// <param name="Failed">Failures, whoever they came from.</param>
internal sealed record TrafficBin(double From, int Blue, int Green, int Unknown, int Failed)
{
    /// <summary>Gets all of it.</summary>
    public int Total => Blue + Green + Unknown + Failed;

    /// <summary>Sorts the samples of a picture into bars, by the time at which they ended.</summary>
    /// <param name="picture">The picture.</param>
    /// <returns>The bars, from left to right; none is left out.</returns>
    public static TrafficBin[] Of(TrafficPicture picture)
    {
        var count = Math.Max(1, (int)Math.Ceiling((picture.To - picture.From) / picture.Bin));
        var bins = new TrafficBin[count];
        for (var index = 0; index < count; index++)
        {
            bins[index] = new TrafficBin(picture.From + (index * picture.Bin), 0, 0, 0, 0);
        }

        foreach (var sample in picture.Samples)
        {
            var index = (int)Math.Floor((sample.EndedAt - picture.From) / picture.Bin);
            if (index >= 0 && index < count)
            {
                bins[index] = bins[index].Add(sample);
            }
        }

        return bins;
    }

    /// <summary>Lists what the bar is made of, from the ground up; empty parts are left out.</summary>
    /// <returns>The class of each part, and its count.</returns>
    public IEnumerable<(string Css, int Count)> Parts() =>
        new[] { ("green", Green), ("blue", Blue), ("unknown", Unknown), ("failed", Failed) }
            .Where(part => part.Item2 > 0);

    private TrafficBin Add(TrafficSample sample) => sample switch
    {
        { IsFailure: true } => this with { Failed = Failed + 1 },
        { Color: Color.Blue } => this with { Blue = Blue + 1 },
        { Color: Color.Green } => this with { Green = Green + 1 },
        _ => this with { Unknown = Unknown + 1 },
    };
}

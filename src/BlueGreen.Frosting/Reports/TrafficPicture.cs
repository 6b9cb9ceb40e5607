using System.Collections.Immutable;
using BlueGreen.Releases;

namespace BlueGreen.Frosting.Reports;

/// <summary>The traffic of some time, ready to be drawn. All times are milliseconds from one origin.</summary>
/// <param name="Title">What the picture shows.</param>
/// <param name="Caption">How to read it.</param>
/// <param name="From">Where the picture begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Bin">How many milliseconds one bar stands for.</param>
internal sealed record TrafficPicture(string Title, string Caption, double From, double To, double Bin)
{
    /// <summary>Gets the answers; those outside of the picture are left out when it is drawn.</summary>
    public ImmutableArray<TrafficSample> Samples { get; init; } = [];

    /// <summary>Gets the moments that a vertical line marks.</summary>
    public ImmutableArray<TrafficMark> Marks { get; init; } = [];

    /// <summary>Gets what was going on, as bars below the traffic.</summary>
    public ImmutableArray<TrafficSpan> Spans { get; init; } = [];

    /// <summary>Gets what to call each color, such as <c>green: v1.0</c>.</summary>
    public ImmutableSortedDictionary<Color, string> Names { get; init; } =
        ImmutableSortedDictionary<Color, string>.Empty;

    /// <summary>Gets what to call answers that are of neither color, and no failures.</summary>
    /// <value>The default value is <c>other</c>.</value>
    public string Unknown { get; init; } = "other";

    /// <summary>Gets a value indicating whether there are such answers.</summary>
    public bool HasUnknown => Samples.Any(sample => sample is { IsFailure: false, Color: null });

    /// <summary>Chooses how long a bar is, so that a picture does not have too many.</summary>
    /// <param name="milliseconds">How long the picture is.</param>
    /// <param name="most">How many bars it may have.</param>
    /// <returns>Milliseconds of one bar.</returns>
    public static double BinFor(double milliseconds, int most = 80) =>
        Array.Find(BinSizes, size => milliseconds / size <= most) is var bin and > 0
            ? bin
            : Math.Ceiling(milliseconds / most);

    private static double[] BinSizes { get; } = [5, 10, 20, 50, 100, 250, 500, 1000, 2000, 5000];
}

/// <summary>One answer, or one request that got none.</summary>
/// <param name="StartedAt">When it was sent.</param>
/// <param name="EndedAt">When the answer was complete.</param>
/// <param name="Color">Who answered, or null when nobody known did.</param>
/// <param name="IsFailure">Whether a user would call it a failure.</param>
/// <param name="IsSlow">Whether it is drawn as a line of its own.</param>
internal sealed record TrafficSample(double StartedAt, double EndedAt, Color? Color, bool IsFailure, bool IsSlow);

/// <summary>A moment.</summary>
/// <param name="At">When.</param>
/// <param name="Label">What happened.</param>
internal sealed record TrafficMark(double At, string Label);

/// <summary>Something that took a while.</summary>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
/// <param name="Label">What it was.</param>
/// <param name="IsGood">Whether it ended well.</param>
internal sealed record TrafficSpan(double From, double To, string Label, bool IsGood);

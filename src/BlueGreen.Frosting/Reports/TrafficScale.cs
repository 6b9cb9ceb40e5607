namespace BlueGreen.Frosting.Reports;

/// <summary>Turns milliseconds and counts into places on a drawing.</summary>
/// <param name="picture">What is drawn.</param>
/// <param name="highest">The highest bar.</param>
internal sealed class TrafficScale(TrafficPicture picture, int highest)
{
    /// <summary>Width of the whole drawing.</summary>
    public const double Width = 960;

    /// <summary>Where the traffic begins, seen from the left.</summary>
    public const double Left = 44;

    /// <summary>Where the traffic ends, seen from the left.</summary>
    public const double Right = Width - 12;

    /// <summary>Where the highest bar may end, seen from the top.</summary>
    public const double Top = 26;

    /// <summary>Where all bars stand.</summary>
    public const double Base = 176;

    private const int MostTicks = 10;

    private static readonly double[] Steps = [10, 20, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 30_000, 60_000];

    private static readonly int[] RoundNumbers = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100];

    /// <summary>Gets how much the topmost line stands for: a round number not below the highest bar.</summary>
    public int Highest { get; } = RoundUp(Math.Max(1, highest));

    /// <summary>Gets the distance of two marks on the time axis, in milliseconds.</summary>
    public double Step { get; } =
        Array.Find(Steps, step => (picture.To - picture.From) / step <= MostTicks) is var found and > 0
            ? found
            : (picture.To - picture.From) / MostTicks;

    /// <summary>Finds the place of a moment; moments outside stand at the edge.</summary>
    /// <param name="at">The moment.</param>
    /// <returns>The place.</returns>
    public double X(double at)
    {
        var passed = Math.Clamp(at, picture.From, picture.To) - picture.From;
        return Left + ((Right - Left) * passed / (picture.To - picture.From));
    }

    /// <summary>Finds the place of a count.</summary>
    /// <param name="count">The count.</param>
    /// <returns>The place; smaller is higher.</returns>
    public double Y(double count) => Base - ((Base - Top) * count / Highest);

    /// <summary>Lists the marks of the time axis.</summary>
    /// <returns>The moments.</returns>
    public IEnumerable<double> Ticks()
    {
        for (var at = Math.Ceiling(picture.From / Step) * Step; at <= picture.To; at += Step)
        {
            yield return at;
        }
    }

    /// <summary>Names a moment, signed when the picture has a before and an after.</summary>
    /// <param name="at">The moment.</param>
    /// <returns>The name.</returns>
    public string Name(double at)
    {
        var sign = picture.From >= 0 || at == 0 ? string.Empty : at < 0 ? "−" : "+";
        var size = Math.Abs(at);
        return Step < 100 ? $"{sign}{Words.Number(size)} ms" : $"{sign}{Words.Number(size / 1000)} s";
    }

    private static int RoundUp(int count)
    {
        var unit = Math.Max(1, (int)Math.Pow(10, Math.Floor(Math.Log10(count)) - 1));
        return Array.Find(RoundNumbers, round => round * unit >= count) * unit;
    }
}

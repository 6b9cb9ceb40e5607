namespace BlueGreen.Frosting.Reports;

/// <summary>Lays slow requests into as few lanes as possible, so that no two overlap in one. Pure.</summary>
internal static class SlowLanes
{
    private const int MostLanes = 40;

    /// <summary>Lays them out.</summary>
    /// <param name="picture">The traffic.</param>
    /// <returns>The lanes; requests that find no room in the last one are not drawn.</returns>
    public static IReadOnlyList<IReadOnlyList<TrafficSample>> Of(TrafficPicture picture)
    {
        var lanes = new List<List<TrafficSample>>();
        var shown = picture.Samples.Where(s => s.IsSlow && s.EndedAt > picture.From && s.StartedAt < picture.To);
        foreach (var slow in shown.OrderBy(s => s.StartedAt))
        {
            var free = lanes.Find(lane => lane[^1].EndedAt <= slow.StartedAt);
            if (free is not null)
            {
                free.Add(slow);
            }
            else if (lanes.Count < MostLanes)
            {
                lanes.Add([slow]);
            }
        }

        return lanes;
    }
}

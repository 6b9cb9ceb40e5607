namespace BlueGreen.MiniCluster.Gateway;

/// <summary>Remembers the last requests by time and color: what the page draws and reports count.</summary>
/// <remarks>
/// Requests are added up per 100 ms, color and kind when they end, so memory stays the same however many there are.
/// </remarks>
/// <param name="timeProvider">Tells when a request ended.</param>
/// <param name="length">How far back it goes; the default is 2 minutes.</param>
internal sealed class TrafficLog(TimeProvider timeProvider, TimeSpan? length = null)
{
    private readonly Lock _lock = new();
    private readonly Slot?[] _slots = new Slot?[(int)((length ?? TimeSpan.FromMinutes(2)) / BucketLength)];

    /// <summary>Gets the length of one bucket.</summary>
    public static TimeSpan BucketLength { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Adds a request that ended now.</summary>
    /// <param name="color">The color of the pod that answered, or an empty string for none.</param>
    /// <param name="isTest">Whether it had the test cookie.</param>
    /// <param name="isFailed">Whether the user got a server error, or half an answer.</param>
    /// <param name="duration">From its first byte to the end of the answer.</param>
    public void Add(string color, bool isTest, bool isFailed, TimeSpan duration)
    {
        var number = timeProvider.GetUtcNow().UtcTicks / BucketLength.Ticks;
        lock (_lock)
        {
            ref var slot = ref _slots[(int)(number % _slots.Length)];
            slot = slot?.Number == number ? slot : new Slot(number, []);
            var old = slot.Counts.GetValueOrDefault((color, isTest), Counts.None);
            slot.Counts[(color, isTest)] = old.Add(isFailed, duration);
        }
    }

    /// <summary>Reads what happened of late.</summary>
    /// <param name="since">How far back to look.</param>
    /// <returns>The buckets in which there was a request, in order of time.</returns>
    public IReadOnlyList<TrafficBucket> Read(TimeSpan since)
    {
        var first = (timeProvider.GetUtcNow() - since).UtcTicks / BucketLength.Ticks;
        lock (_lock)
        {
            return [.. _slots.OfType<Slot>()
                .Where(slot => slot.Number >= first)
                .SelectMany(slot => slot.Counts.Select(entry => ToBucket(slot.Number, entry.Key, entry.Value)))
                .OrderBy(bucket => bucket.Start)
                .ThenBy(bucket => bucket.Color, StringComparer.Ordinal)
                .ThenBy(bucket => bucket.IsTest)];
        }
    }

    private static TrafficBucket ToBucket(long number, (string Color, bool IsTest) key, Counts counts) =>
        new(new DateTimeOffset(number * BucketLength.Ticks, TimeSpan.Zero), key.Color, key.IsTest)
        {
            Requests = counts.Requests,
            Failed = counts.Failed,
            Mean = counts.Total / counts.Requests,
            Longest = counts.Longest,
        };

    private sealed record Counts(int Requests, int Failed, TimeSpan Total, TimeSpan Longest)
    {
        public static Counts None { get; } = new(0, 0, TimeSpan.Zero, TimeSpan.Zero);

        public Counts Add(bool isFailed, TimeSpan duration) => new(
            Requests + 1, Failed + (isFailed ? 1 : 0), Total + duration, duration > Longest ? duration : Longest);
    }

    private sealed record Slot(long Number, Dictionary<(string Color, bool IsTest), Counts> Counts);
}

/// <summary>The requests of one color and kind that ended in one stretch of 100 ms.</summary>
/// <param name="Start">When the stretch began.</param>
/// <param name="Color">The color of the pods that answered, or an empty string for the gateway's own answers.</param>
/// <param name="IsTest">Whether they had the test cookie.</param>
internal sealed record TrafficBucket(DateTimeOffset Start, string Color, bool IsTest)
{
    /// <summary>Gets how many there were.</summary>
    public required int Requests { get; init; }

    /// <summary>Gets how many of them failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Gets their mean duration.</summary>
    public required TimeSpan Mean { get; init; }

    /// <summary>Gets the longest duration.</summary>
    public required TimeSpan Longest { get; init; }
}

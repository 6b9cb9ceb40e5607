namespace BlueGreen.MiniCluster.ApiServer.Reading.Tables;

/// <summary>Writes ages with two significant parts at most, as kubectl's users are used to.</summary>
internal static class HumanDuration
{
    /// <summary>Writes an age.</summary>
    /// <param name="age">The age.</param>
    /// <returns>Such as <c>45s</c>, <c>5m30s</c>, <c>3h</c>, <c>2d4h</c>.</returns>
    public static string Of(TimeSpan age)
    {
        var (seconds, minutes, hours) = ((long)age.TotalSeconds, (long)age.TotalMinutes, (long)age.TotalHours);
        return age switch
        {
            _ when seconds < -1 => "<invalid>",
            _ when seconds < 0 => "0s",
            _ when seconds < 120 => $"{seconds}s",
            _ when minutes < 10 => Parts(minutes, "m", seconds % 60, "s"),
            _ when minutes < 180 => $"{minutes}m",
            _ when hours < 8 => Parts(hours, "h", minutes % 60, "m"),
            _ when hours < 48 => $"{hours}h",
            _ when hours < 192 => Parts(hours / 24, "d", hours % 24, "h"),
            _ when hours < 24 * 365 * 2 => $"{hours / 24}d",
            _ when hours < 24 * 365 * 8 => Parts(hours / 24 / 365, "y", hours / 24 % 365, "d"),
            _ => $"{hours / 24 / 365}y",
        };
    }

    private static string Parts(long whole, string unit, long rest, string restUnit) =>
        rest == 0 ? $"{whole}{unit}" : $"{whole}{unit}{rest}{restUnit}";
}

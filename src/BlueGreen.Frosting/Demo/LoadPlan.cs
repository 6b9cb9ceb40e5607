namespace BlueGreen.Frosting.Demo;

/// <summary>How users behave in the demo.</summary>
internal sealed record LoadPlan
{
    /// <summary>Gets how many clients call at the same time, each on a connection of its own.</summary>
    /// <value>The default value is 16.</value>
    public int Clients { get; init; } = 16;

    /// <summary>Gets how long a client waits between an answer and its next request.</summary>
    /// <value>The default value is 10 milliseconds.</value>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Gets how many requests it takes until one is slow.</summary>
    /// <value>The default value is 10.</value>
    public int SlowEach { get; init; } = 10;

    /// <summary>Gets how long an answer may take before a client gives up, which is a failure.</summary>
    /// <value>The default value is 10 seconds.</value>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets how long the tester with the cookie waits between two requests.</summary>
    /// <value>The default value is 50 milliseconds.</value>
    public TimeSpan TesterPause { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Tells what a client asks for.</summary>
    /// <param name="client">The client, from 0.</param>
    /// <param name="number">The client's request, from 0.</param>
    /// <returns>The path; slow ones take 300 to 800 ms, spread evenly, and the same in every run.</returns>
    public string PathOf(int client, int number) =>
        IsSlow(client, number) ? $"/slow?ms={300 + (((client * 137) + (number * 53)) % 501)}" : "/";

    /// <summary>Tells whether a request is a slow one. Clients take turns, so that some are always under way.</summary>
    /// <param name="client">The client, from 0.</param>
    /// <param name="number">The client's request, from 0.</param>
    /// <returns>Whether it is.</returns>
    public bool IsSlow(int client, int number) => (client + number) % SlowEach == SlowEach - 1;
}

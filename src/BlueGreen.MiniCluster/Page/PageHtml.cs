namespace BlueGreen.MiniCluster.Page;

/// <summary>
/// The page itself: one text with its style and its script, so that nothing is fetched from anywhere.
/// </summary>
internal static class PageHtml
{
    /// <summary>Gets the whole page.</summary>
    public static string Text { get; } = $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Blue-green mini-cluster</title>
        <style>{PageStyle.Text}</style>
        </head>
        <body>
        <header>
        <h1><i class="b"></i><i class="g"></i>Mini-cluster</h1>
        <p>Users call <a id="gateway"></a></p>
        <p id="clock" role="status">connecting</p>
        </header>
        <main>
        <div id="apps"></div>
        <section>
        <h2>Traffic of the last minute <span id="rate"></span></h2>
        <svg id="chart" viewBox="0 0 1200 230" role="img" aria-label="Requests per half second by color"></svg>
        <p class="legend"><span><i class="b"></i>blue</span><span><i class="g"></i>green</span>
        <span><i class="n"></i>answered by the gateway</span><span><i class="t"></i>with the test cookie</span>
        <span><i class="f"></i>failed</span></p>
        </section>
        <section><h2>Commands</h2><div id="commands"></div></section>
        </main>
        <script>{PageScript.Text}</script>
        </body>
        </html>
        """;
}

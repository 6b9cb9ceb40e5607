namespace BlueGreen.Frosting.Reports;

/// <summary>How an HTML report looks, in light and dark.</summary>
/// <seealso href="https://www.w3.org/TR/mediaqueries-5/#prefers-color-scheme"/>
internal static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css =
        """
        :root { --page:#f6f7f9; --card:#fff; --ink:#1c2430; --soft:#5d6878; --line:#dde2e9;
          --blue:#2563eb; --green:#1f9d61; --bad:#d3232f; --good:#147a48; --goodback:#e4f5ec; --badback:#fdebec;
          --bar:#8d99ab; }
        @media (prefers-color-scheme: dark) {
          :root { --page:#12161c; --card:#1a2028; --ink:#e8ecf2; --soft:#98a4b5; --line:#2c3541;
            --blue:#5b93ff; --green:#3cc486; --bad:#ff6b74; --good:#5fd79f; --goodback:#15301f; --badback:#3a1a1e;
            --bar:#66748a; }
        }
        * { box-sizing:border-box; }
        body { margin:0; background:var(--page); color:var(--ink);
          font:15px/1.5 system-ui, "Segoe UI", Roboto, sans-serif; }
        main { max-width:1040px; margin:0 auto; padding:28px 20px 48px; }
        header { border-radius:14px; padding:20px 26px; }
        header.good { background:var(--goodback); } header.bad { background:var(--badback); }
        header h1 { margin:2px 0 6px; font-size:30px; line-height:1.25; letter-spacing:-.01em; }
        header.good h1, span.good { color:var(--good); } header.bad h1, span.bad { color:var(--bad); }
        header p { margin:0; max-width:76ch; } .what { color:var(--soft); font-weight:600; }
        h2 { margin:34px 0 10px; font-size:18px; }
        .figures { display:flex; flex-wrap:wrap; gap:12px; margin-top:14px; }
        .figures div { flex:1 1 150px; background:var(--card); border:1px solid var(--line); border-radius:12px;
          padding:12px 16px; color:var(--soft); }
        .figures b { display:block; font-size:26px; line-height:1.2; color:var(--ink);
          font-variant-numeric:tabular-nums; }
        .figures .bad b { color:var(--bad); }
        figure, .wide, details, .colors div, .failure { background:var(--card); border:1px solid var(--line);
          border-radius:12px; }
        figure { margin:0; padding:14px 16px 10px; } figcaption { color:var(--soft); margin-bottom:8px; }
        svg { display:block; width:100%; height:auto; }
        svg text { font:11px system-ui, sans-serif; fill:var(--soft); paint-order:stroke;
          stroke:var(--card); stroke-width:3px; }
        svg rect { rx:1.5px; }
        svg .blue, i.blue { fill:var(--blue); background:var(--blue); }
        svg .green, i.green { fill:var(--green); background:var(--green); }
        svg .failed, i.failed { fill:var(--bad); background:var(--bad); }
        svg .unknown, i.unknown { fill:var(--bar); background:var(--bar); }
        svg .slow { opacity:.35; } svg .strong { opacity:1; }
        svg .grid { stroke:var(--line); stroke-dasharray:2 4; } svg .ground { stroke:var(--bar); }
        svg .write { stroke:var(--ink); stroke-width:1.5; stroke-dasharray:4 3; }
        svg .mark { fill:var(--ink); font-weight:600; } svg .label { fill:var(--ink); font-size:12px; }
        svg .name { fill:#fff; font-size:13px; font-weight:600; stroke:#0007; stroke-width:2px; }
        svg .cross { fill:var(--bad); font-weight:700; font-size:12px; } svg .span { fill:var(--bar); }
        svg .span.failed { fill:var(--bad); }
        .legend { display:flex; flex-wrap:wrap; gap:4px 18px; margin:8px 0 0; color:var(--soft); font-size:13px; }
        .legend i { display:inline-block; width:11px; height:11px; border-radius:3px; margin-right:6px; }
        .wide { overflow-x:auto; } table { width:100%; border-collapse:collapse; font-variant-numeric:tabular-nums; }
        th, td { padding:8px 14px; text-align:right; border-top:1px solid var(--line); vertical-align:top; }
        thead th { border-top:0; color:var(--soft); font-weight:600; font-size:13px; white-space:nowrap; }
        th:first-child, td:first-child { text-align:left; } tbody tr:last-child { font-weight:600; }
        .note, .time { color:var(--soft); font-size:13px; } .note { margin:8px 4px 0; }
        .colors { display:grid; grid-template-columns:repeat(auto-fit, minmax(260px, 1fr)); gap:12px; }
        .colors div { padding:12px 16px; border-left:6px solid var(--bar); } .colors p { margin:2px 0 0; }
        .colors .blue { border-left-color:var(--blue); } .colors .green { border-left-color:var(--green); }
        .colors em { font-style:normal; font-size:12px; padding:1px 9px; border-radius:9px;
          border:1px solid var(--line); color:var(--soft); }
        .colors .live em { background:var(--good); border-color:var(--good); color:var(--card); font-weight:600; }
        .colors .idle b { color:var(--soft); }
        details { margin-top:8px; } summary { cursor:pointer; padding:10px 16px; }
        details > p { margin:0 16px 10px; color:var(--soft); }
        summary .time { float:right; } details .wide { border:0; border-top:1px solid var(--line); border-radius:0; }
        .steps th, .steps td { text-align:left; } .steps tbody tr:last-child { font-weight:400; }
        .steps td:nth-child(3) { white-space:nowrap; } .steps td:first-child { min-width:230px; }
        .bar { position:relative; display:block; width:110px; height:8px; margin-top:7px; border-radius:4px;
          background:var(--line); }
        .bar i { position:absolute; top:0; height:8px; min-width:3px; border-radius:4px; background:var(--bar); }
        .evidence { color:var(--soft); white-space:pre-wrap; overflow-wrap:anywhere; font-size:13px; }
        .steps .failed td:first-child { color:var(--bad); font-weight:600; } .failed .bar i { background:var(--bad); }
        .quiet td { color:var(--soft); } .quiet .bar i { display:none; }
        .failure { margin:14px 0 0; padding:14px 18px; border-color:var(--bad); }
        .failure dt { font-weight:600; color:var(--bad); } .failure dd { margin:0 0 6px; white-space:pre-wrap; }
        .next { list-style:none; padding:0; margin:0; } .next li { margin:6px 0; color:var(--soft); }
        code { background:var(--card); border:1px solid var(--line); border-radius:6px; padding:2px 8px;
          margin-right:6px; color:var(--ink); font:13px ui-monospace, Consolas, monospace; }
        footer { margin-top:34px; color:var(--soft); font-size:13px; }
        @media print { body { background:#fff; } details { break-inside:avoid; } }
        """;
}

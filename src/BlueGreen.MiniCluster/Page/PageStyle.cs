namespace BlueGreen.MiniCluster.Page;

/// <summary>How the page looks, in light and in dark.</summary>
internal static class PageStyle
{
    /// <summary>The style sheet.</summary>
    public const string Text = """
        :root{--page:#f4f5f7;--card:#fff;--ink:#1b2430;--soft:#66707f;--line:#dfe3e8;
          --blue:#2563eb;--green:#12924f;--gray:#98a2b0;--fail:#d92c2c;--blue-wash:#eaf1ff;--green-wash:#e7f6ee}
        @media (prefers-color-scheme:dark){:root{--page:#10151c;--card:#19212b;--ink:#e8edf3;--soft:#93a0b0;
          --line:#2b3643;--blue:#6b9dff;--green:#43c685;--gray:#6d7a8a;--fail:#ff6b6b;
          --blue-wash:#18294a;--green-wash:#12352a}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 system-ui,"Segoe UI",Roboto,sans-serif}
        header{display:flex;gap:28px;align-items:baseline;padding:18px 28px;background:var(--card);
          border-bottom:1px solid var(--line)}
        header p{margin:0;color:var(--soft)}header #clock{margin-left:auto;font-variant-numeric:tabular-nums}
        header .lost{color:var(--fail);font-weight:600}
        h1{font-size:19px;margin:0;display:flex;align-items:center}h1 i{width:13px;height:13px;border-radius:50%}
        h1 i+i{margin:0 10px 0 -4px;opacity:.85}
        h2{font-size:15px;margin:0 0 12px;font-weight:600}h2 span{color:var(--soft);font-weight:400;margin-left:10px}
        a{color:inherit}
        code,a,.pod{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px}
        main{max-width:1240px;margin:0 auto;padding:22px 28px;display:grid;gap:20px}
        section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:18px 20px}
        #apps{display:grid;gap:20px}
        .says{font-size:22px;margin:0 0 16px;line-height:1.35}.says b{white-space:nowrap}
        .colors{display:grid;grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:16px}
        .color{border:1px solid var(--line);border-left:6px solid var(--is);border-radius:10px;padding:14px 16px}
        .color.live{background:var(--wash);border-color:var(--is)}
        .blue{--is:var(--blue);--wash:var(--blue-wash)}.green{--is:var(--green);--wash:var(--green-wash)}
        .color h3{margin:0;font-size:18px;display:flex;gap:10px;align-items:center;text-transform:capitalize}
        .tag{font-size:11.5px;font-weight:700;letter-spacing:.05em;text-transform:uppercase;padding:3px 9px;
          border-radius:99px;border:1px solid var(--is,var(--gray));color:var(--is,var(--soft))}
        .live .tag.on{background:var(--is);color:var(--card)}
        .version{font-size:28px;font-weight:650;margin:8px 0 0;overflow-wrap:anywhere}
        .release{color:var(--soft);margin:0 0 10px;overflow-wrap:anywhere}
        .pod{display:flex;gap:9px;align-items:center;padding:6px 0;border-top:1px solid var(--line)}
        .pod i{width:9px;height:9px;border-radius:50%;background:var(--gray);flex:none}
        .pod.ok i{background:var(--green)}.pod .name{overflow:hidden;text-overflow:ellipsis;white-space:nowrap}
        .pod .flight{margin-left:auto;white-space:nowrap;color:var(--soft)}
        .pod .flight.busy{color:var(--ink);font-weight:600}
        .none{color:var(--soft);margin:8px 0 0}
        .facts{display:flex;flex-wrap:wrap;gap:8px 34px;margin-top:16px;
          padding-top:14px;border-top:1px solid var(--line)}
        .facts div{max-width:100%;overflow-wrap:anywhere}.facts span{color:var(--soft);margin-right:8px}
        svg{width:100%;height:auto;display:block}svg text{fill:var(--soft);font-size:12px}
        .grid{stroke:var(--line)}.fb{fill:var(--blue)}.fg{fill:var(--green)}.fn{fill:var(--gray)}.ff{fill:var(--fail)}
        .ft{fill:none;stroke:var(--ink);stroke-width:1.4;stroke-dasharray:4 3}
        .legend{display:flex;flex-wrap:wrap;gap:20px;margin:8px 0 0;color:var(--soft);font-size:13px}
        i.b,i.g,i.n,i.f,i.t{display:inline-block}.legend i{width:11px;height:11px;border-radius:3px;margin-right:6px}
        i.b{background:var(--blue)}i.g{background:var(--green)}i.n{background:var(--gray)}i.f{background:var(--fail)}
        .legend i.t{background:none;height:0;border-top:2px dashed var(--ink);border-radius:0;
          margin-bottom:3px;width:16px}
        .command{display:grid;grid-template-columns:170px 1fr auto;gap:14px;align-items:center;padding:7px 0;
          border-top:1px solid var(--line)}.command:first-child{border:0}.command>span{color:var(--soft)}
        .command code{overflow-wrap:anywhere}
        button{font:inherit;font-size:13px;color:var(--ink);background:none;border:1px solid var(--line);
          border-radius:7px;padding:3px 11px;cursor:pointer}button:hover{border-color:var(--soft)}
        @media (max-width:700px){header{flex-wrap:wrap;gap:6px 20px}main{padding:14px}
          .command{grid-template-columns:1fr auto}.command>span{grid-column:1/3}}
        """;
}

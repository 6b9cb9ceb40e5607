namespace BlueGreen.MiniCluster.Page;

/// <summary>What the page does: it asks for the state every second and draws it.</summary>
internal static class PageScript
{
    /// <summary>The script. Text of the cluster only ever becomes text nodes and attributes, never markup.</summary>
    public const string Text = """
        'use strict';
        const byId = id => document.getElementById(id);
        const make = (tag, className, ...children) => {
          const node = document.createElement(tag);
          node.className = className;
          node.append(...children.filter(child => child !== null));
          return node;
        };
        const kind = color => color === 'blue' || color === 'green' ? color : '';
        const colorOf = (app, name) => app.colors.find(entry => entry.color === name);
        const named = (app, name) => {
          const node = make('b', kind(name), name + ' ' + (colorOf(app, name)?.version ?? ''));
          node.style.color = 'var(--is)';
          return node;
        };

        function says(app) {
          const line = make('p', 'says');
          line.append(...(app.live ? ['All users of ' + app.name + ' reach ', named(app, app.live)]
            : ['Nothing of ' + app.name + ' is live yet']), '.');
          if (app.test && app.test !== app.live) {
            line.append(' Only requests with the test cookie reach ', named(app, app.test), '.');
          }
          return line;
        }

        function pod(entry) {
          const flight = make('span', entry.inFlight ? 'flight busy' : 'flight', entry.inFlight + ' in flight');
          const node = make('div', entry.status === 'Ready' ? 'pod ok' : 'pod', make('i', ''),
            make('span', 'name', entry.name), entry.status === 'Ready' ? null : make('span', '', entry.status), flight);
          node.title = entry.name + ': ' + entry.status;
          return node;
        }

        function color(app, entry) {
          const live = entry.color === app.live, test = entry.color === app.test;
          const ready = entry.pods.filter(item => item.status === 'Ready').length;
          const head = make('h3', '', entry.color,
            make('span', live ? 'tag on' : 'tag', live ? 'live' : test ? 'test cookie only' : 'idle'));
          return make('div', 'color ' + kind(entry.color) + (live ? ' live' : ''), head,
            make('p', 'version', entry.version ?? '\u2014'),
            make('p', 'release', (entry.releaseId ? 'release ' + entry.releaseId + ' \u00b7 ' : '')
              + ready + ' of ' + entry.pods.length + ' pods ready'),
            ...entry.pods.map(pod),
            entry.pods.length ? null : make('p', 'none', 'No pods'));
        }

        function facts(app) {
          const pairs = [];
          if (app.queue) {
            pairs.push(['Releasing now', app.queue.holder ?? 'nobody']);
            pairs.push(['Waiting', app.queue.waiting.join(', ') || 'nobody']);
          }
          for (const [name, value] of Object.entries(app.switches)) {
            pairs.push([name.replaceAll('-', ' '), value]);
          }
          return make('div', 'facts', ...pairs.map(([name, value]) => make('div', '', make('span', '', name), value)));
        }

        const shape = (name, attributes, text) => {
          const node = document.createElementNS('http://www.w3.org/2000/svg', name);
          for (const [key, value] of Object.entries(attributes)) { node.setAttribute(key, value); }
          if (text !== undefined) { node.textContent = text; }
          return node;
        };

        function chart(points) {
          const halves = 120, width = 1150 / halves, bottom = 200, height = 180;
          const columns = Array.from({ length: halves }, () => ({ users: {}, tests: 0, failed: 0, all: 0 }));
          for (const point of points) {
            const column = columns[halves - point.age];
            if (!column) { continue; }
            column.users[point.color] = (column.users[point.color] ?? 0) + point.users;
            column.all += point.users; column.tests += point.tests; column.failed += point.failed;
          }
          const most = Math.max(4, ...columns.map(column => Math.max(column.all, column.tests)));
          const y = count => bottom - count / most * height;
          const drawn = [];
          for (const share of [0, 0.5, 1]) {
            const at = y(most * share);
            drawn.push(shape('line', { class: 'grid', x1: 0, x2: 1150, y1: at, y2: at }),
              shape('text', { x: 1156, y: at + 4 }, Math.round(most * share * 2) + '/s'));
          }
          columns.forEach((column, index) => {
            let base = 0;
            for (const [name, users] of Object.entries(column.users).sort()) {
              const fill = { blue: 'fb', green: 'fg' }[name] ?? 'fn';
              drawn.push(shape('rect', { class: fill, x: index * width, y: y(base + users),
                width: width - 1, height: y(base) - y(base + users) }));
              base += users;
            }
            if (column.failed) {
              drawn.push(shape('rect', { class: 'ff', x: index * width, y: y(base) - 7, width: width - 1, height: 5 }));
            }
          });
          const tests = columns.map((column, index) => (index * width).toFixed(1) + ',' + y(column.tests).toFixed(1));
          if (columns.some(column => column.tests)) {
            drawn.push(shape('polyline', { class: 'ft', points: tests.slice(1).join(' ') }));
          }
          for (let age = 0; age <= 60; age += 10) {
            drawn.push(shape('text', { x: 1150 - age / 60 * 1150, y: 222, 'text-anchor': age === 60 ? 'start' : 'end' },
              age ? age + ' s ago' : 'now'));
          }
          byId('chart').replaceChildren(...drawn);
          const failed = columns.reduce((sum, column) => sum + column.failed, 0);
          const all = columns.reduce((sum, column) => sum + column.all + column.tests, 0);
          byId('rate').textContent = all + ' requests, ' + (failed ? failed + ' failed' : 'none failed');
        }

        let shown = '';
        function commands(list) {
          const text = JSON.stringify(list);
          if (text === shown) { return; }
          shown = text;
          byId('commands').replaceChildren(...list.map(entry => {
            const button = make('button', '', 'Copy');
            button.onclick = async () => {
              await navigator.clipboard.writeText(entry.text);
              button.textContent = 'Copied';
              setTimeout(() => { button.textContent = 'Copy'; }, 1200);
            };
            return make('div', 'command', make('span', '', entry.title), make('code', '', entry.text), button);
          }));
        }

        async function tick() {
          const clock = byId('clock');
          try {
            const answer = await fetch('/state.json', { signal: AbortSignal.timeout(5000) });
            const state = await answer.json();
            byId('gateway').textContent = byId('gateway').href = state.gateway;
            byId('apps').replaceChildren(...state.apps.map(app => make('section', '', says(app),
              make('div', 'colors', ...app.colors.map(entry => color(app, entry))), facts(app))));
            chart(state.traffic);
            commands(state.commands);
            clock.textContent = new Date(state.at).toLocaleTimeString();
            clock.className = '';
          } catch {
            clock.textContent = 'The mini-cluster does not answer';
            clock.className = 'lost';
          }
          setTimeout(tick, 1000);
        }
        tick();
        """;
}

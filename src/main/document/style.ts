/** How a document looks on a screen, in the dark, and on paper. */
export const style = `
:root { color-scheme: light dark; --ink: #1b1b1f; --paper: #ffffff; --quiet: #55555e; --rule: #c9c9d1; --first: #17508c; --link: #17508c; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececf1; --paper: #17171b; --quiet: #b4b4bf; --rule: #4a4a55; --first: #7fb4ee; --link: #9cc6f3; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.5rem 4rem; color: var(--ink); background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0; }
header p { color: var(--quiet); margin: 0.25rem 0 1.5rem; }
h2 { font-size: 1.4rem; margin: 2.5rem 0 0.5rem; padding-top: 0.75rem; border-top: 2px solid var(--rule); }
h3 { font-size: 1.1rem; margin: 1.5rem 0 0.25rem; }
p, li { max-width: 44rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; list-style: none; }
nav a { display: inline-block; padding: 0.25rem 0; color: var(--link); }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 600; margin-bottom: 0.5rem; }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; margin-bottom: 1rem; }
svg text { fill: var(--ink); }
svg line { stroke: var(--quiet); stroke-width: 1; }
svg .series-0 { fill: var(--first); }
svg .series-1 { fill: var(--paper); stroke: var(--quiet); stroke-width: 1.5; }
.wide { overflow-x: auto; margin: 0.75rem 0; }
table { border-collapse: collapse; font-size: 0.95rem; min-width: min(100%, 26rem); }
caption { text-align: left; color: var(--quiet); padding-bottom: 0.25rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 1.25rem 0.3rem 0; border-bottom: 1px solid var(--rule); }
td, tbody th { overflow-wrap: break-word; }
thead th { border-bottom: 2px solid var(--quiet); }
tbody th { font-weight: 400; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; }
@media print { td, tbody th { overflow-wrap: anywhere; } body { max-width: none; padding: 0; font-size: 10pt; } nav { display: none; } figure, tr { break-inside: avoid; } h2, h3 { break-after: avoid; } .wide { overflow: visible; } }
`;

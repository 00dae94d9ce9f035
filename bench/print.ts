import type { Machine } from './machine.ts';
import { type Findings, meetsBar, type Row, type Table } from './measure.ts';

/** The machine in a few words. */
export function wordMachine({ processor, cores, memory, system, node, load, versions }: Machine): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const busy = load > cores / 2 ? ' (busy: read the ratios, not the milliseconds)' : '';
  return `${processor}, ${cores} cores, ${memory}, ${system}, Node ${node}, load ${load} at the start${busy}\n${packages.join(' · ')}`;
}

/** All that one measure found, as text for a terminal. */
export function wordFindings({ rows, tables = [], notes = [] }: Findings): string {
  const head = ['id', 'what', 'ours', 'spread', 'beside', 'theirs', 'ratio', 'bar'];
  const lines = rows.map((row) => [
    row.id,
    row.what,
    `${round(row.ours)} ${row.unit}`,
    row.spread === null ? '' : `${round(row.spread[0])} – ${round(row.spread[1])}`,
    row.peer ?? '',
    row.theirs === null ? '' : `${round(row.theirs)} ${row.unit}`,
    row.ratio === null ? '' : `${round(row.ratio)}×`,
    wordBar(row),
  ]);
  return [
    ...(rows.length > 0 ? [drawTable({ title: '', head, lines })] : []),
    ...tables.map(drawTable),
    ...notes.map((note) => `  · ${note}`),
  ].join('\n');
}

/** A number with three digits that count. */
export function round(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100) return value.toLocaleString('en', { maximumFractionDigits: 0 });
  return size >= 10 ? value.toFixed(1) : size >= 0.1 || size === 0 ? value.toFixed(2) : value.toPrecision(2);
}

/** 0.973 → "97.3 %" */
export function percent(share: number): string {
  return Number.isFinite(share) ? `${(share * 100).toFixed(1)} %` : '–';
}

function wordBar(row: Row): string {
  if (row.bar === null) return '';
  const sign = row.better === 'higher' ? '≥' : '≤';
  const unit = row.bar.of === 'ratio' ? '×' : ` ${row.unit}`;
  return `${sign} ${round(row.bar.limit)}${unit} ${meetsBar(row) ? '✓' : '✗'}`;
}

function drawTable({ title, head, lines }: Table): string {
  const widths = head.map((name, at) => Math.max(name.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const draw = (line: readonly string[]): string =>
    `  ${line.map((cell, at) => (at < 2 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))).join('  ')}`.trimEnd();
  return [...(title === '' ? [] : ['', `  ${title}`]), draw(head), ...lines.map(draw)].join('\n');
}

/*
 * The timeline's page: draws `record` (tools/page.py) with d3.
 *
 * Invariant: `view` is the only state; draw() shows it and changes nothing
 * else. Times are in microseconds since the record's first event.
 *
 * record = { end, lost, states: [name], lanes: [{group, name, pid, pieces:
 * [[start, end, what, note]], calls: the same}], arrows: [[kind, time, from,
 * to]], rows: [[time, [state of each process], note]] }
 */
'use strict';

const LANE = 40, BAR = 22, CALL = 11, TOP = 34, LEFT = 132, RIGHT = 14;
const GROUP = 24, MAX_ZOOM = 20000, SMALLEST_LABEL = 34;
const ARROWS = ['fork', 'wake-up', 'wait'];
const LOOKS = {
  NEW: { fill: '#ffffff', edge: '#999999' },
  READY: { fill: '#f0c04a', lines: '#8a5a00', angle: 45 },
  RUNNING: { fill: '#35a884' },
  BLOCKED: { fill: '#8fc7ee', lines: '#245f8a', angle: -45 },
  ZOMBIE: { fill: '#b9b9c0', lines: '#33333a', angle: 0 },
};
const HART_COLOURS = ['#cfe3d8', '#f3dcc0', '#d5d9f0', '#f0d5e3', '#dfe8b8',
  '#cde6ea'];

const view = {
  transform: d3.zoomIdentity, steps: false, arrows: new Set(ARROWS),
  chosen: null, search: '', hits: [],
};

/* --- what is shown ------------------------------------------------------ */

const lanes = record.lanes;
const pids = lanes.filter(l => l.group === 'processes').map(l => l.pid);

function place_lanes() {
  let y = TOP, group = null;
  lanes.forEach((lane, at) => {
    if (lane.group !== group) {
      y += GROUP;
      group = lane.group;
    }
    lane.y = y;
    y += lane.group === 'harts' ? BAR + 8 : LANE;
    for (const kind of ['pieces', 'calls'])
      lane[kind] = (lane[kind] || []).map(([start, end, what, note], i) => ({
        start, end, what, note, lane, at, kind, id: kind + at + '-' + i,
      }));
  });
  return y + 8;
}

const height = place_lanes();
const pieces = lanes.flatMap(l => l.pieces.concat(l.calls));
const process_lane = new Map(lanes.filter(l => l.group === 'processes')
  .map(l => [l.pid, l]));
const moments = [...new Set(lanes.flatMap(l => l.pieces.flatMap(
  p => [p.start, p.end])))].sort(d3.ascending);

function lane_name(pid) {
  const lane = process_lane.get(pid);
  return lane ? lane.name : 'process ' + pid;
}

function name_of(piece) {
  return piece.lane.group === 'harts' ? lane_name(piece.what) : piece.what;
}

function format_time(us) {
  return d3.format(',.1f')(us) + ' \u00b5s';
}

function describe(piece) {
  const words = [piece.lane.name + ': ' + name_of(piece)];
  if (piece.note)
    words.push(piece.note);
  words.push('from ' + format_time(piece.start) + ' to ' +
    format_time(piece.end) + ', ' + format_time(piece.end - piece.start));
  return words;
}

/* --- time to place ------------------------------------------------------ */

const svg = d3.select('#timeline');
let width = 0, base = null;

/* Linear, or with all moments at the same distance from each other. */
function make_base() {
  const right = width - RIGHT;
  if (!view.steps || moments.length < 2)
    return d3.scaleLinear([0, record.end || 1], [LEFT, right]);
  const step = (right - LEFT) / (moments.length - 1);
  return d3.scaleLinear(moments, moments.map((_, i) => LEFT + i * step));
}

function x_of(us) {
  return view.transform.applyX(base(us));
}

function time_at(x) {
  return base.invert(view.transform.invertX(x));
}

function clip(x) {
  return Math.max(LEFT, Math.min(width - RIGHT, x));
}

function ticks() {
  if (!view.steps)
    return d3.scaleLinear([time_at(LEFT), time_at(width - RIGHT)], [0, 1])
      .ticks(Math.max(2, width / 130));
  let last = -Infinity;
  return moments.filter(us => {
    const x = x_of(us);
    if (x < LEFT || x > width - RIGHT || x - last < 90)
      return false;
    last = x;
    return true;
  });
}

/* --- drawing ------------------------------------------------------------ */

function make_patterns(defs) {
  for (const [state, look] of Object.entries(LOOKS)) {
    const tile = defs.append('pattern').attr('id', 'look-' + state)
      .attr('width', 7).attr('height', 7)
      .attr('patternUnits', 'userSpaceOnUse')
      .attr('patternTransform', 'rotate(' + (look.angle || 0) + ')');
    tile.append('rect').attr('width', 7).attr('height', 7)
      .attr('fill', look.fill);
    if (look.lines)
      tile.append('path').attr('d', 'M0 0V7').attr('stroke', look.lines)
        .attr('stroke-width', 1.1).attr('opacity', .55);
    if (state === 'ZOMBIE')
      tile.append('path').attr('d', 'M0 0H7').attr('stroke', look.lines)
        .attr('opacity', .55);
  }
  for (const kind of ARROWS)
    defs.append('marker').attr('id', 'head-' + kind).attr('viewBox', '0 0 8 8')
      .attr('refX', 7).attr('refY', 4).attr('markerWidth', 7)
      .attr('markerHeight', 7).attr('orient', 'auto')
      .attr('markerUnits', 'userSpaceOnUse')
      .append('path').attr('d', 'M0 0L8 4L0 8z')
      .attr('fill', { fork: '#222', 'wake-up': '#a05a00',
        wait: '#8a2be2' }[kind]);
}

function fill_of(piece) {
  if (piece.kind === 'calls')
    return '#e7e9ee';
  if (piece.lane.group === 'processes')
    return 'url(#look-' + piece.what + ')';
  return HART_COLOURS[Math.max(0, pids.indexOf(piece.what)) %
    HART_COLOURS.length];
}

/* Those in sight; of several within one pixel, the first. */
function in_sight(list) {
  const from = time_at(LEFT), to = time_at(width - RIGHT), out = [];
  let last = -Infinity;
  for (let i = d3.bisector(p => p.end).left(list, from);
       i < list.length && list[i].start <= to; i++) {
    const end = x_of(list[i].end);
    if (end - last >= 1 || list[i] === view.chosen) {
      out.push(list[i]);
      last = end;
    }
  }
  return out;
}

function draw_pieces(layer) {
  const shown = lanes.flatMap(l => in_sight(l.pieces)
    .concat(in_sight(l.calls)));
  const hits = new Set(view.hits);
  const all = layer.selectAll('g.piece').data(shown, p => p.id).join(enter => {
    const g = enter.append('g')
      .attr('data-lane', p => p.lane.name).attr('data-start', p => p.start)
      .attr('data-end', p => p.end).attr('data-what', p => p.what);
    g.append('rect');
    g.append('text');
    on(g, 'pointermove', show_tip);
    on(g, 'pointerleave', hide_tip);
    on(g, 'click', (event, p) => choose(p));
    return g;
  });
  all.attr('class', p => 'piece ' + (p.kind === 'calls' ? 'call' :
      p.lane.group === 'harts' ? 'on-hart' : 'state') +
      (view.search && !hits.has(p) ? ' dim' : '') +
      (hits.has(p) ? ' hit' : '') + (p === view.chosen ? ' chosen' : ''));
  all.select('rect').attr('x', p => clip(x_of(p.start)))
    .attr('y', p => p.lane.y + (p.kind === 'calls' ? BAR + 1 : 0))
    .attr('width', p => Math.max(1, clip(x_of(p.end)) - clip(x_of(p.start))))
    .attr('height', p => p.kind === 'calls' ? CALL : BAR)
    .attr('fill', fill_of)
    .style('stroke', p => p.what === 'NEW' ? '#999' : null);
  all.select('text').attr('x', p => clip(x_of(p.start)) + 4)
    .attr('y', p => p.lane.y + (p.kind === 'calls' ? BAR + 10 : 15))
    .style('font-size', p => p.kind === 'calls' ? '10px' : null)
    .style('paint-order', 'stroke')
    .style('stroke', p => p.kind === 'calls' ? null : 'rgba(255,255,255,.75)')
    .style('stroke-width', '3px')
    .text(p => label_of(p, clip(x_of(p.end)) - clip(x_of(p.start))));
}

/* As much of its name as there is room for. */
function label_of(piece, room) {
  const name = name_of(piece), letter = piece.kind === 'calls' ? 6 : 7.6;
  if (room > name.length * letter + 8)
    return name;
  return piece.kind === 'pieces' && room > SMALLEST_LABEL ?
    name.slice(0, Math.floor((room - 8) / letter) - 1) + '\u2026' : '';
}

function arrow_path([kind, time, from, to]) {
  const a = process_lane.get(from), b = process_lane.get(to), x = x_of(time);
  const down = b.y > a.y;
  const y1 = a.y + (down ? BAR : 0), y2 = b.y + (down ? 0 : BAR);
  const bend = kind === 'fork' ? 0 : kind === 'wait' ? -5 : 5;
  return `M${x} ${y1}C${x + bend} ${y1},${x + bend} ${y2},${x} ${y2}`;
}

function draw_arrows(layer) {
  const shown = record.arrows.filter(([kind, time, from, to]) =>
    view.arrows.has(kind) && process_lane.has(from) && process_lane.has(to) &&
    from !== to && x_of(time) >= LEFT && x_of(time) <= width - RIGHT);
  layer.selectAll('path').data(shown, a => a.join()).join('path')
    .attr('class', a => 'arrow ' + a[0])
    .attr('marker-end', a => 'url(#head-' + a[0] + ')')
    .attr('data-from', a => a[2]).attr('data-to', a => a[3])
    .attr('d', arrow_path);
}

function draw_ground(layer) {
  layer.selectAll('rect').data(lanes).join('rect').attr('class', 'ground')
    .attr('x', LEFT).attr('width', Math.max(0, width - LEFT - RIGHT))
    .attr('y', l => l.y).attr('height', BAR);
  layer.selectAll('text.lane-name').data(lanes).join('text')
    .attr('class', 'lane-name').attr('x', 10).attr('y', l => l.y + 15)
    .text(l => l.name);
  const heads = lanes.filter((l, i) => !i || lanes[i - 1].group !== l.group);
  layer.selectAll('text.group-name').data(heads).join('text')
    .attr('class', 'group-name').attr('x', 10).attr('y', l => l.y - 7)
    .text(l => l.group);
}

function draw_axis(layer) {
  const at = layer.selectAll('g').data(ticks(), d => d).join(enter => {
    const g = enter.append('g');
    g.append('line').attr('y1', TOP - 8).attr('y2', height - 8);
    g.append('text').attr('y', TOP - 14).attr('text-anchor', 'middle');
    return g;
  });
  const span = time_at(width - RIGHT) - time_at(LEFT);
  const format = d3.format(span < 20 && !view.steps ? ',.2f' : ',.0f');
  at.attr('transform', us => 'translate(' + x_of(us) + ',0)');
  at.select('line').attr('stroke', '#e3e6eb');
  at.select('text').text(us => format(us) + ' \u00b5s');
}

const layers = {};

function draw() {
  draw_axis(layers.axis);
  draw_ground(layers.ground);
  draw_pieces(layers.pieces);
  draw_arrows(layers.arrows);
  d3.selectAll('#states tbody tr').classed('chosen', row => view.chosen &&
    row[0] >= view.chosen.start && row[0] < view.chosen.end);
}

/* --- what the reader does ----------------------------------------------- */

/* Without d3's own on(), whose arguments changed between its versions. */
function on(selection, type, handler) {
  selection.each(function (datum) {
    this.addEventListener(type, event => handler(event, datum));
  });
}

function show_tip(event, piece) {
  const tip = document.getElementById('tip');
  tip.textContent = describe(piece).join('\n');
  tip.hidden = false;
  tip.style.left = Math.min(event.clientX + 14,
    innerWidth - tip.offsetWidth - 8) + 'px';
  tip.style.top = event.clientY + 16 + 'px';
}

function hide_tip() {
  document.getElementById('tip').hidden = true;
}

const zoom = d3.zoom().scaleExtent([1, MAX_ZOOM])
  .on('zoom', () => {
    view.transform = d3.zoomTransform(svg.node());
    draw();
  });

/* So that the two times are at the edges, with a margin of a tenth. */
function zoom_to(start, end) {
  const a = base(start), b = Math.max(base(end), a + 1e-6);
  const room = width - LEFT - RIGHT;
  const k = Math.max(1, Math.min(MAX_ZOOM, room * .8 / (b - a)));
  const x = LEFT + room / 2 - k * (a + b) / 2;
  svg.call(zoom.transform, d3.zoomIdentity.translate(x, 0).scale(k));
}

function choose(piece) {
  view.chosen = piece;
  document.getElementById('details').textContent =
    piece ? describe(piece).join(', ') : '';
  const x = piece && (x_of(piece.start) + x_of(piece.end)) / 2;
  if (piece && (x < LEFT || x > width - RIGHT))
    svg.call(zoom.translateBy,
      (LEFT + (width - RIGHT - LEFT) / 2 - x) / view.transform.k, 0);
  else
    draw();
}

function beside(step) {
  if (!view.chosen)
    return choose(lanes[0].pieces[0]);
  const list = view.chosen.lane[view.chosen.kind];
  choose(list[list.indexOf(view.chosen) + step] || view.chosen);
}

/* The bar below or above that is there at the same time. */
function other_lane(step) {
  if (!view.chosen)
    return choose(lanes[0].pieces[0]);
  const middle = (view.chosen.start + view.chosen.end) / 2;
  for (let at = view.chosen.at + step; lanes[at]; at += step) {
    const list = lanes[at].pieces;
    const there = list.find(p => p.start <= middle && middle <= p.end);
    if (there)
      return choose(there);
  }
}

function search(text) {
  view.search = text.trim().toLowerCase();
  view.hits = view.search ? pieces.filter(p => [name_of(p), p.note,
    p.lane.name].join(' ').toLowerCase().includes(view.search)) : [];
  view.hits.sort((a, b) => a.start - b.start);
  document.getElementById('found').textContent =
    view.search ? view.hits.length + ' found' : '';
  draw();
}

function next_hit() {
  if (view.hits.length)
    choose(view.hits[(view.hits.indexOf(view.chosen) + 1) %
      view.hits.length]);
}

function set_steps(on) {
  view.steps = on;
  base = make_base();
  svg.call(zoom.transform, d3.zoomIdentity);
}

const KEYS = {
  ArrowLeft: () => beside(-1), ArrowRight: () => beside(1),
  ArrowUp: () => other_lane(-1), ArrowDown: () => other_lane(1),
  '+': () => svg.call(zoom.scaleBy, 1.6),
  '=': () => svg.call(zoom.scaleBy, 1.6),
  '-': () => svg.call(zoom.scaleBy, 1 / 1.6),
  a: () => svg.call(zoom.translateBy, width / 6 / view.transform.k, 0),
  d: () => svg.call(zoom.translateBy, -width / 6 / view.transform.k, 0),
  0: () => svg.call(zoom.transform, d3.zoomIdentity),
  n: next_hit,
  Enter: () => view.chosen && zoom_to(view.chosen.start, view.chosen.end),
  '/': () => document.getElementById('search').focus(),
  Escape: () => choose(null),
};

function on_key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey)
    return;
  if (event.target.id === 'search') {
    if (event.key === 'Enter' || event.key === 'Escape') {
      event.target.blur();
      next_hit();
      event.preventDefault();
    }
    return;
  }
  const pressed = event.target.tagName === 'BUTTON' ||
    event.target.type === 'checkbox';
  if (KEYS[event.key] && !(pressed && event.key === 'Enter')) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

/* --- the parts around it ------------------------------------------------ */

function fill_legend() {
  const seen = record.states.filter(s => lanes.some(
    l => l.pieces.some(p => p.what === s)));
  const items = d3.select('#legend').selectAll('span').data(seen)
    .join('span');
  items.append('svg').attr('width', 30).attr('height', 16).append('rect')
    .attr('width', 29).attr('height', 15).attr('x', .5).attr('y', .5)
    .attr('stroke', '#888').attr('fill', s => 'url(#look-' + s + ')');
  items.append('b').text(s => s);
}

function make_controls() {
  const labels = d3.select('#arrow-kinds').selectAll('label').data(ARROWS)
    .join('label');
  const boxes = labels.append('input').attr('type', 'checkbox')
    .property('checked', true).attr('id', kind => 'show-' + kind);
  on(boxes, 'change', (event, kind) => {
    view.arrows[event.target.checked ? 'add' : 'delete'](kind);
    draw();
  });
  labels.append('span').html(kind => ' <svg width="34" height="10"><path ' +
    `class="arrow ${kind}" marker-end="url(#head-${kind})" d="M1 5H32"/>` +
    '</svg> ' + kind);
  const events = {
    '#zoom-in': ['click', KEYS['+']], '#zoom-out': ['click', KEYS['-']],
    '#fit': ['click', KEYS[0]],
    '#steps': ['change', event => set_steps(event.target.checked)],
    '#search': ['input', event => search(event.target.value)],
    '#controls': ['submit', event => event.preventDefault()],
  };
  for (const [selector, [type, handler]] of Object.entries(events))
    on(d3.select(selector), type, handler);
}

function fill_table() {
  const table = d3.select('#states');
  table.append('thead').append('tr').selectAll('th')
    .data(['\u00b5s', ...record.columns.map(lane_name), '']).join('th')
    .text(name => name);
  const rows = table.append('tbody').selectAll('tr').data(record.rows)
    .join('tr');
  on(rows, 'click', (event, [time]) => show_moment(time));
  rows.append('td').attr('class', 'time').text(r => d3.format(',.1f')(r[0]));
  rows.selectAll('td.state').data(r => r[1]).join('td').attr('class', 'state')
    .text(state => state);
  rows.append('td').text(r => r[2]);
}

function show_moment(time) {
  const at = moments.indexOf(time);
  zoom_to(moments[Math.max(0, at - 3)],
    moments[Math.min(moments.length - 1, at + 3)]);
  // Not the NEW that is over at once, where there is a state that lasts.
  const begun = pieces.filter(p => p.kind === 'pieces' && p.start === time);
  if (begun.length)
    choose(begun.find(p => p.end > time) || begun[0]);
  document.getElementById('timeline').scrollIntoView({ block: 'nearest' });
}

function resize() {
  width = document.getElementById('timeline').clientWidth;
  svg.attr('viewBox', [0, 0, width, height]).attr('height', height);
  base = make_base();
  zoom.extent([[LEFT, 0], [width - RIGHT, height]])
    .translateExtent([[LEFT, 0], [width - RIGHT, height]]);
  draw();
}

function start() {
  make_patterns(svg.append('defs'));
  for (const name of ['axis', 'ground', 'pieces', 'arrows'])
    layers[name] = svg.append('g').attr('class', name);
  document.getElementById('summary').textContent = record.summary;
  fill_legend();
  make_controls();
  fill_table();
  svg.call(zoom).on('dblclick.zoom', null);
  addEventListener('resize', resize);
  addEventListener('keydown', on_key);
  resize();
}

start();

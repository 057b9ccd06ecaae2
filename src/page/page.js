// The page of `plot --output x.html`: its controls. What they show is computed in drawing.ts.
import {changed, curveOf, draw, placeOf, readAt} from './drawing.ts';

const find = (id) => document.getElementById(id);
const {subject: given, style} = JSON.parse(find('state').textContent);

let subject = given;
let drawn;
let x;
let isDrawing = false;
let wanted;

/** Draws a subject, and keeps it if that can be done. While one is drawn, only the latest of the others waits. */
async function show(next) {
  if (isDrawing) {
    wanted = next;
    return;
  }
  isDrawing = true;
  try {
    const made = await draw(next, style);
    const isOther = next.curves.length !== subject.curves.length || drawn === undefined;
    subject = next;
    drawn = made;
    find('drawn').innerHTML = drawn.svg; // every text in it is escaped
    find('problem').textContent = '';
    if (isOther) makeControls();
    [find('from').value, find('to').value] = [String(drawn.from), String(drawn.to)];
    readValues(x ?? middle());
  } catch (error) {
    tell(error);
  } finally {
    isDrawing = false;
  }
  const waiting = wanted;
  wanted = undefined;
  if (waiting !== undefined) await show(waiting);
}

/** Does what may be a mistake of the user's, which is told. */
function attempt(act) {
  try {
    act();
  } catch (error) {
    tell(error);
  }
}

function tell(error) {
  find('problem').textContent = error.detail === undefined ? error.message : `${error.message}\n${error.detail}`;
  if (error.name !== 'ActError') throw error;
}

const middle = () => rounded(drawn.from / 2 + drawn.to / 2);

/** A place with as many digits as a pixel tells apart. */
function rounded(place) {
  const pixel = Math.abs(drawn.to / drawn.inner - drawn.from / drawn.inner);
  if (pixel === 0) return place;
  const digits = Math.ceil(Math.log10(Math.max(Math.abs(place), pixel) / pixel)) + 1;
  return Number(place.toPrecision(Math.min(17, Math.max(1, digits))));
}

/** A row for each curve, and a slider for each parameter. */
function makeControls() {
  find('values').tBodies[0].replaceChildren(...drawn.curves.map(row));
  find('sliders').replaceChildren(...drawn.curves.flatMap(sliderGroup));
}

function made(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function row({label}, i) {
  const remove = made(
    'button',
    {type: 'button', title: `remove ${label}`, disabled: drawn.curves.length === 1},
    'remove',
  );
  remove.setAttribute('aria-label', `remove ${label}`);
  remove.addEventListener('click', () => show({...subject, curves: subject.curves.filter((_, other) => other !== i)}));
  return made(
    'tr',
    {},
    made('th', {scope: 'row'}, label),
    made('td', {className: 'value'}),
    made('td', {className: 'gradient'}),
    made('td', {}, remove),
  );
}

function sliderGroup({label, sliders}, i) {
  if (sliders.length === 0) return [];
  const rows = sliders.map(({name, value, min, max, step}) => {
    const slider = made('input', {type: 'range', min, max, step: 'any'});
    slider.value = value;
    slider.dataset.parameter = name;
    const field = made('input', {size: 10, value: String(value), autocomplete: 'off'});
    field.setAttribute('aria-label', `${name}, as a number`);
    slider.addEventListener('input', () => {
      field.value = String(Number((Math.round(slider.value / step) * step).toPrecision(12)));
      set(i, name, field.value);
    });
    // With the step `any` the keys would move by a step of the browser's own choice.
    slider.addEventListener('keydown', (event) => {
      const by = {ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1}[event.key];
      if (by === undefined) return;
      event.preventDefault();
      slider.value = Number(slider.value) + by * step;
      slider.dispatchEvent(new Event('input'));
    });
    field.addEventListener('change', () => {
      if (Number.isFinite(Number(field.value))) slider.value = field.value;
      set(i, name, field.value);
    });
    return made('label', {}, name, slider, field);
  });
  const legend = made('legend', {}, label);
  legend.dataset.curve = i;
  return [made('fieldset', {}, legend, ...rows)];
}

function set(i, name, text) {
  attempt(() => {
    const curves = (wanted ?? subject).curves.map((curve, other) => (other === i ? changed(curve, name, text) : curve));
    show({...subject, curves});
  });
}

/** Shows the values at a place, and marks it in the picture. */
function readValues(place) {
  x = place;
  if (document.activeElement !== find('x')) find('x').value = String(x);
  const read = readAt(subject, x);
  [...find('values').tBodies[0].rows].forEach((line, i) => {
    line.cells[0].textContent = drawn.curves[i].label;
    line.querySelector('.value').textContent = read[i]?.value ?? '';
    line.querySelector('.gradient').textContent = read[i]?.gradient ?? '';
  });
  for (const legend of document.querySelectorAll('#sliders legend'))
    legend.textContent = drawn.curves[legend.dataset.curve].label;
  const share = (x / 2 - drawn.from / 2) / (drawn.to / 2 - drawn.from / 2);
  if (document.activeElement !== find('along')) find('along').value = share * 1000;
  const scale = find('drawn').clientWidth / drawn.width;
  Object.assign(find('cursor').style, {
    display: share >= 0 && share <= 1 ? 'block' : 'none',
    left: `${(drawn.left + share * drawn.inner) * scale}px`,
    top: `${drawn.top * scale}px`,
    height: `${(drawn.bottom - drawn.top) * scale}px`,
  });
}

const placeAt = (share) => rounded(drawn.from * (1 - share) + drawn.to * share);

for (const kind of ['pointermove', 'pointerdown']) find('picture').addEventListener(kind, readAtPointer);
function readAtPointer(event) {
  if (drawn === undefined) return;
  const box = find('drawn').getBoundingClientRect();
  const share = ((event.clientX - box.left) * (drawn.width / box.width) - drawn.left) / drawn.inner;
  if (share >= 0 && share <= 1) readValues(placeAt(share));
}
find('along').addEventListener('input', () => readValues(placeAt(find('along').value / 1000)));
find('x').addEventListener('input', () => {
  const text = find('x').value;
  if (text.trim() === '' || drawn === undefined) return;
  find('problem').textContent = '';
  // What is no place has no values.
  for (const cell of find('values').querySelectorAll('.value, .gradient')) cell.textContent = '';
  attempt(() => readValues(placeOf(text)));
});
find('reading').addEventListener('submit', (event) => event.preventDefault());
find('adding').addEventListener('submit', (event) => {
  event.preventDefault();
  attempt(() => {
    const curve = curveOf(find('name').value);
    find('name').value = '';
    show({...subject, curves: [...subject.curves, curve]});
  });
});
find('ranging').addEventListener('submit', (event) => {
  event.preventDefault();
  show({...subject, range: `${find('from').value}:${find('to').value}`});
});
addEventListener('resize', () => {
  if (drawn !== undefined) readValues(x);
});

show(subject);

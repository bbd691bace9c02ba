// What the charts of the desk have in common: their colours, a base, the axis of names, and how one is drawn on the screen and on paper.
export const INK = "#22262b";
export const SOFT = "#565d66";
export const LINE = "#dcdfe3";
export const BLUE = "#1f5f99";
export const GREEN = "#23703f";
const PRINTED = 690; // px, what stands between the margins of an upright A4 page (css/desk.css)

const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

let printing = false;

function base() {
  return {
    animation: !still && !printing,
    animationDuration: 400,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: INK },
  };
}

// Bars that lie below one another, with `right` px for the number behind the longest.
export function bars(names, series, { right = 44, label = {} } = {}) {
  return {
    grid: { left: 4, right, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", min: 0, minInterval: 1, show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: names,
      axisLabel: Object.assign({ color: INK, interval: 0 }, label),
      axisLine: { lineStyle: { color: LINE } },
      axisTick: { show: false },
    },
    series,
  };
}

// Draws where `place` is what `make` gives for a width in px; `height` in px where the style sheet names none.
export function draw(place, make, height) {
  if (!(window.echarts && place)) return false;
  place.hidden = false;
  if (height) place.style.height = `${height}px`;
  const chart = window.echarts.init(place, null, { devicePixelRatio: Math.max(2, window.devicePixelRatio) });
  const show = () => {
    chart.resize();
    chart.setOption(Object.assign(base(), make(place.clientWidth)));
  };
  show();
  new ResizeObserver(show).observe(place);
  // a canvas is printed as it was drawn: as wide as the screen, a telephone's too
  const print = (now) => () => {
    printing = now;
    place.style.width = now ? `${PRINTED}px` : "";
    show();
  };
  window.addEventListener("beforeprint", print(true));
  window.addEventListener("afterprint", print(false));
  return true;
}

// What the server says, in the element of that id.
export function read(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

// Draws the charts of a meeting above their tables. Without this script, or without a canvas, the tables say the same.

const INK = "#22262b";
const SOFT = "#565d66";
const LINE = "#dcdfe3";
const BLUE = "#1f5f99";
const GREEN = "#23703f";
const DAY = 24 * 60 * 60 * 1000; // ms
const BAR = 38; // px for one category with its area below its name
const NARROW = 480; // px
const LONGEST = 14; // characters of a name; the table below has all of it

const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

function base() {
  return {
    animation: !still,
    animationDuration: 400,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: INK },
  };
}

function asDay(value) {
  const date = new Date(value);
  return `${date.getMonth() + 1}月${date.getDate()}日`;
}

function series(name, color, symbol, rows, column) {
  return {
    name,
    type: "line",
    step: "end",
    symbol,
    symbolSize: 7,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
    data: rows.map((row) => [row[0], row[column]]),
  };
}

function progress(data, width) {
  return Object.assign(base(), {
    grid: { left: 4, right: 32, top: 16, bottom: 4, containLabel: true },
    xAxis: {
      type: "time",
      minInterval: DAY,
      splitNumber: width < NARROW ? 3 : 7,
      axisLabel: { color: SOFT, formatter: asDay, hideOverlap: true },
      axisLine: { lineStyle: { color: LINE } },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      min: 0,
      max: Math.max(1, data.asked),
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { color: SOFT },
      splitLine: { lineStyle: { color: LINE } },
    },
    series: [
      series("提交过", BLUE, "circle", data.days, 1),
      series("已通过", GREEN, "rect", data.days, 2),
    ],
  });
}

function short(name) {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name;
}

function categories(rows) {
  return Object.assign(base(), {
    grid: { left: 4, right: 44, top: 4, bottom: 4, containLabel: true },
    xAxis: { type: "value", min: 0, minInterval: 1, show: false },
    yAxis: {
      type: "category",
      inverse: true,
      data: rows.map((row) => row.name),
      axisLabel: {
        color: INK,
        interval: 0,
        // ECharts forgets this line break where it is to break lines itself
        formatter: (name, index) => `${short(name)}\n{area|${rows[index].area}}`,
        lineHeight: 16,
        rich: { area: { color: SOFT, fontSize: 11, lineHeight: 14 } },
      },
      axisLine: { lineStyle: { color: LINE } },
      axisTick: { show: false },
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 16,
        itemStyle: { color: BLUE },
        label: { show: true, position: "right", color: INK, formatter: "{c} 份" },
        data: rows.map((row) => row.papers),
      },
    ],
  });
}

function draw(place, make, rows) {
  place.hidden = false;
  if (rows) place.style.height = `${rows * BAR + 12}px`;
  const chart = window.echarts.init(place);
  const show = () => {
    chart.resize();
    chart.setOption(make(place.clientWidth));
  };
  show();
  new ResizeObserver(show).observe(place);
}

const data = JSON.parse(document.getElementById("chart-data").textContent);
const course = document.querySelector('[data-chart="progress"]');
const named = document.querySelector('[data-chart="categories"]');
if (window.echarts && course) {
  draw(course, (width) => progress(data.progress, width));
  document.querySelector("[data-legend]").hidden = false;
}
if (window.echarts && named) draw(named, () => categories(data.categories), data.categories.length);

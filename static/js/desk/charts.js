// Draws the charts of a meeting above their tables. Without this script, or without a canvas, the tables say the same.
import { shortened } from "../common/characters.js";
import { bars, BLUE, draw, GREEN, INK, LINE, read, SOFT } from "./drawing.js";

const DAY = 24 * 60 * 60 * 1000; // ms
const BAR = 38; // px for one category with its area below its name
const NARROW = 480; // px
const LONGEST = 14; // characters of a name; the table below has all of it

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
  return {
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
  };
}

function categories(rows) {
  const label = {
    // ECharts forgets this line break where it is to break lines itself
    formatter: (name, index) => `${shortened(name, LONGEST)}\n{area|${rows[index].area}}`,
    lineHeight: 16,
    rich: { area: { color: SOFT, fontSize: 11, lineHeight: 14 } },
  };
  const counted = {
    type: "bar",
    barMaxWidth: 16,
    itemStyle: { color: BLUE },
    label: { show: true, position: "right", color: INK, formatter: "{c} 份" },
    data: rows.map((row) => row.papers),
  };
  return bars(rows.map((row) => row.name), [counted], { label });
}

const data = read("chart-data");
const course = document.querySelector('[data-chart="progress"]');
const named = document.querySelector('[data-chart="categories"]');
if (draw(course, (width) => progress(data.progress, width))) document.querySelector("[data-legend]").hidden = false;
draw(named, () => categories(data.categories), data.categories.length * BAR + 12);

// Draws the charts of a branch over the years above their tables. Without this script, or without a canvas, the tables say the same.
import { bars, BLUE, draw, GREEN, read, SOFT } from "./drawing.js";

const GREY = "#9aa3ad";
const SHADES = ["#c5d6e6", "#8fb1d1", "#5a8cbb", BLUE, "#143f66"];
const NAME = 40; // px above and below the bars of an area
const BAR = 14; // px

function areas({ years, areas: rows }) {
  const series = years.map((year, place) => ({
    name: `${year}年`,
    type: "bar",
    barMaxWidth: BAR,
    itemStyle: { color: SHADES[Math.max(0, SHADES.length - years.length + place)] },
    label: { show: true, position: "right", color: SOFT, formatter: `${year}年 {c} 份`, fontSize: 11 },
    data: rows.map(([, numbers]) => numbers[place]),
  }));
  return bars(rows.map(([name]) => name), series, { right: 88 });
}

function kept(rows) {
  const parts = [["已完成", GREEN], ["需长期坚持", BLUE], ["没有完成", GREY]];
  const series = parts.map(([name, color], place) => ({
    name,
    type: "bar",
    stack: "kept",
    barMaxWidth: 24,
    itemStyle: { color },
    label: { show: true, color: "#fff", formatter: ({ value }) => value || "" },
    data: rows.map(([, numbers]) => numbers[place]),
  }));
  return bars(rows.map(([year]) => `${year}年`), series);
}

const data = read("years-data");
const height = data.areas.length * (data.years.length * (BAR + 4) + NAME);
draw(document.querySelector('[data-chart="areas"]'), () => areas(data), height);
const done = document.querySelector('[data-chart="kept"]');
if (draw(done, () => kept(data.kept), data.kept.length * NAME + 24)) document.querySelector("[data-kept-legend]").hidden = false;

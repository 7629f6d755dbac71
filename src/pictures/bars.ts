/** Bar charts, drawn by ECharts without a browser. */

import { BarChart as Bars } from 'echarts/charts';
import { GridComponent, LegendComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { BarChart } from './spec.ts';
import { FONT, textWidth } from './svg.ts';
import { type Palette, paletteOf, type Theme } from './theme.ts';

echarts.use([Bars, GridComponent, LegendComponent, MarkLineComponent, TitleComponent, SVGRenderer]);

const WIDTH = 640;
const SERIES_HUES = ['write', 'log', 'process'] as const;

export function barsSvg(chart: BarChart, theme: Theme): string {
  const palette = paletteOf(theme);
  const barsPerRow = Math.max(1, chart.series.length);
  const height = 96 + chart.rows.length * (18 + 18 * barsPerRow) + (chart.series.length > 1 ? 24 : 0);
  const plot = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  const largest = Math.max(1, chart.limit?.value ?? 0, ...chart.rows.flatMap((row) => row.values));
  plot.setOption({
    animation: false,
    backgroundColor: palette.surface,
    textStyle: { fontFamily: FONT, color: palette.ink },
    title: {
      text: chart.title,
      left: 14,
      top: 12,
      textStyle: { fontSize: 16, fontWeight: 600, color: palette.ink, fontFamily: FONT },
    },
    legend: {
      show: chart.series.length > 1,
      bottom: 8,
      left: 14,
      textStyle: { color: palette.muted, fontSize: 13 },
      itemWidth: 14,
      itemHeight: 10,
    },
    grid: {
      left: 14,
      right: roomForTexts(chart),
      top: chart.limit ? 66 : 48,
      bottom: chart.series.length > 1 ? 38 : 12,
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    xAxis: { type: 'value', max: largest, show: false },
    yAxis: {
      type: 'category',
      inverse: true,
      data: chart.rows.map((row) => row.label),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        fontSize: 14,
        color: palette.ink,
        width: 210,
        overflow: 'truncate',
        formatter: (name: string, at: number) => (chart.rows[at]?.marked ? `{marked|${name}}` : name),
        rich: { marked: { fontWeight: 600, fontSize: 14, color: palette.hues.bad.stroke } },
      },
    },
    series: chart.series.map((name, at) => {
      const hue = palette.hues[SERIES_HUES[at] ?? 'kafka'];
      return {
        type: 'bar',
        name,
        barMaxWidth: 18,
        barGap: '15%',
        itemStyle: { color: hue.stroke, borderRadius: [0, 4, 4, 0] },
        label: { show: true, position: 'right', fontSize: 13, color: palette.ink, fontWeight: 400 },
        data: chart.rows.map((row) => bar(chart, row, at, palette)),
        ...(at === 0 && chart.limit ? { markLine: limitLine(chart.limit, palette.ink) } : {}),
      };
    }),
  });
  const svg = plot.renderToSVGString();
  plot.dispose();
  return svg;
}

/** The longest value text stands beside the longest bar at worst. */
function roomForTexts(chart: BarChart): number {
  const texts = chart.rows.flatMap((row) => [
    row.text ?? '',
    ...row.values.map((value) => `${format(value)}${chart.unit}`),
  ]);
  return Math.min(200, 20 + Math.max(...texts.map((text) => textWidth(text, 13, 600))));
}

type Row = BarChart['rows'][number];

/** What is over the limit takes the colour of trouble. */
function bar(chart: BarChart, row: Row, at: number, palette: Palette) {
  const value = row.values[at] ?? 0;
  const isOver = chart.limit !== undefined && value > chart.limit.value;
  const text = at === 0 && row.text !== undefined ? row.text : `${format(value)}${chart.unit}`;
  return {
    value,
    label: { formatter: () => text, fontWeight: row.marked ? 600 : 400 },
    ...(isOver ? { itemStyle: { color: palette.hues.bad.stroke } } : {}),
  };
}

function limitLine(limit: { readonly value: number; readonly label: string }, ink: string) {
  return {
    silent: true,
    symbol: 'none',
    lineStyle: { color: ink, type: 'dashed', width: 1.5 },
    label: { formatter: limit.label, color: ink, fontSize: 12, position: 'start' as const },
    data: [{ xAxis: limit.value }],
  };
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Math.round(value * 10) / 10);
}

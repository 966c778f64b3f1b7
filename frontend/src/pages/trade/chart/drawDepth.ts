import { type DepthCurves, type DepthPoint, pointAt } from '../../../model/depthCurves';
import { colorOf } from '../../../ui/colors';

const FOOT_PIXELS = 22;
const HEADROOM = 1.12;

type Format = (steps: number) => string;

/** Draws the curves as large as the canvas is shown, with the point at a share of the width. */
export function drawDepth(
  canvas: HTMLCanvasElement,
  curves: DepthCurves,
  share: number | null,
  price: Format,
  quantity: Format,
): void {
  const context = canvas.getContext('2d');
  const { clientWidth: width, clientHeight: height } = canvas;
  if (!context || width === 0 || height === 0) {
    return;
  }
  const density = devicePixelRatio || 1;
  canvas.width = width * density;
  canvas.height = height * density;
  context.scale(density, density);
  context.font = `11px ${getComputedStyle(canvas).fontFamily}`;

  const floor = height - FOOT_PIXELS;
  const x = (at: number) => ((at - curves.from) / (curves.to - curves.from)) * width;
  const y = (lots: number) => floor - (lots / (curves.lotsMax * HEADROOM || 1)) * (floor - 4);
  drawGrid(context, curves, { width, floor, x, y, price, quantity });
  drawSide(context, curves.bids, 0, '--bid', { x, y, floor });
  drawSide(context, curves.asks, width, '--ask', { x, y, floor });
  if (share !== null) {
    const { price: at, lots, side } = pointAt(curves, share);
    context.strokeStyle = colorOf('--soft');
    context.setLineDash([3, 3]);
    context.beginPath();
    context.moveTo(x(at), 0);
    context.lineTo(x(at), floor);
    context.stroke();
    context.setLineDash([]);
    context.fillStyle = colorOf(side === 'bids' ? '--bid' : '--ask');
    context.beginPath();
    context.arc(x(at), y(lots), 4, 0, Math.PI * 2);
    context.fill();
  }
}

type Plane = { x: (price: number) => number; y: (lots: number) => number; floor: number };

function drawSide(
  context: CanvasRenderingContext2D,
  points: readonly DepthPoint[],
  edge: number,
  color: string,
  { x, y, floor }: Plane,
): void {
  const first = points[0];
  if (!first) {
    return;
  }
  context.beginPath();
  context.moveTo(x(first.price), floor);
  let height = floor;
  for (const { price, lots } of points) {
    context.lineTo(x(price), height);
    height = y(lots);
    context.lineTo(x(price), height);
  }
  context.lineTo(edge, height);
  context.strokeStyle = colorOf(color);
  context.lineWidth = 1.5;
  context.stroke();
  context.lineTo(edge, floor);
  context.closePath();
  context.fillStyle = colorOf(color, 0.16);
  context.fill();
}

type Grid = Plane & { width: number; price: Format; quantity: Format };

function drawGrid(context: CanvasRenderingContext2D, curves: DepthCurves, grid: Grid): void {
  const { width, floor, x, y, price, quantity } = grid;
  context.lineWidth = 1;
  context.strokeStyle = colorOf('--grid');
  context.fillStyle = colorOf('--soft');
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const height = y(curves.lotsMax * part);
    context.beginPath();
    context.moveTo(0, height);
    context.lineTo(width, height);
    context.stroke();
    context.textAlign = 'right';
    context.fillText(quantity(Math.round(curves.lotsMax * part)), width - 6, height - 3);
  }
  for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
    const at = curves.from + part * (curves.to - curves.from);
    context.textAlign = 'center';
    context.fillText(price(Math.round(at)), x(at), floor + 15);
  }
}

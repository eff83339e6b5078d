// Pages as a scanner would give them, drawn for tests: writing, a stamp or nothing, turned by an angle, with what dust, light and the other side do to them. Invented words only.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { fontOf, installedFontFolder, loadPaperFonts } from '../../electron/station/devices/paper/fonts.ts';

/** Words of a form that no person fills: every Vietnamese tone and letter that asks for care occurs. */
export const WRITTEN_LINES: readonly string[] = [
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'TỜ KHAI ĐĂNG KÝ KHAI SINH',
  'Kính gửi: Ủy ban nhân dân xã',
  'Đề nghị cơ quan đăng ký khai sinh cho người',
  'dưới đây theo quy định của pháp luật về hộ tịch.',
  'Giấy tờ kèm theo: giấy chứng sinh, bản gốc.',
  'Cam đoan những lời khai trên đây là đúng sự',
  'thật và chịu trách nhiệm trước pháp luật.',
  'Người yêu cầu ký, ghi rõ họ, chữ đệm và tên',
];

export interface DrawnPage {
  /** What is on it. */
  readonly on: 'writing' | 'stamp' | 'signature' | 'nothing' | 'photograph';
  /** Clockwise. */
  readonly turnedDegrees?: number;
  readonly dpi?: number;
  readonly isDusty?: true;
  /** A band along the left edge that grows dark, as beside a thick book. */
  readonly isShadowed?: true;
  readonly isPunched?: true;
  /** The writing of the other side, mirrored, pale and blurred. */
  readonly shinesThrough?: true;
  /** The dark bed of the scanner around a crooked sheet. */
  readonly hasBed?: true;
  /** Yellowed paper. */
  readonly isOld?: true;
  readonly lines?: readonly string[];
  /** The typeface of official papers, whose letters a reader of text knows; the program's own by default. */
  readonly face?: 'tinos';
}

/** Draws an A4 page as a JPEG. The same order gives the same bytes. */
export async function drawPage(order: DrawnPage): Promise<Buffer> {
  const dpi = order.dpi ?? 150;
  const [width, height] = [Math.round(8.27 * dpi), Math.round(11.69 * dpi)];
  const mm = dpi / 25.4;
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = order.hasBed === true ? '#202020' : '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.translate(width / 2, height / 2);
  pen.rotate(((order.turnedDegrees ?? 0) * Math.PI) / 180);
  pen.translate(-width / 2, -height / 2);
  pen.fillStyle = order.isOld === true ? '#efe6c8' : '#fbfbf9';
  pen.fillRect(0, 0, width, height);
  if (order.shinesThrough === true) drawBackside(pen, width, mm);
  draw(pen, order, mm, width, height);
  if (order.isPunched === true) for (const y of [108.5, 188.5]) round(pen, 12 * mm, y * mm, 3 * mm, '#303030');
  pen.restore();
  if (order.isShadowed === true) {
    const shade = pen.createLinearGradient(0, 0, 18 * mm, 0);
    shade.addColorStop(0, 'rgba(0, 0, 0, 0.75)');
    shade.addColorStop(1, 'rgba(0, 0, 0, 0)');
    pen.fillStyle = shade;
    pen.fillRect(0, 0, 18 * mm, height);
  }
  if (order.isDusty === true) dust(pen, width, height, mm);
  return canvas.encode('jpeg', 80);
}

function draw(pen: SKRSContext2D, { on, lines, face }: DrawnPage, mm: number, width: number, height: number): void {
  if (on === 'writing') return write(pen, lines ?? WRITTEN_LINES, mm, '#1c1c1c', face);
  if (on === 'stamp') {
    pen.strokeStyle = '#d85a5a';
    pen.lineWidth = 0.8 * mm;
    pen.beginPath();
    pen.arc(130 * mm, 200 * mm, 17 * mm, 0, Math.PI * 2);
    pen.stroke();
    return;
  }
  if (on === 'signature') {
    pen.strokeStyle = '#5a6cc8';
    pen.lineWidth = 0.4 * mm;
    pen.beginPath();
    pen.moveTo(120 * mm, 210 * mm);
    pen.bezierCurveTo(130 * mm, 180 * mm, 140 * mm, 230 * mm, 150 * mm, 205 * mm);
    pen.bezierCurveTo(155 * mm, 195 * mm, 160 * mm, 220 * mm, 175 * mm, 206 * mm);
    pen.stroke();
    return;
  }
  if (on === 'photograph') {
    const shade = pen.createRadialGradient(width / 2, height / 2, 10 * mm, width / 2, height / 2, 120 * mm);
    shade.addColorStop(0, '#c0a080');
    shade.addColorStop(1, '#302010');
    pen.fillStyle = shade;
    pen.fillRect(0, 0, width, height);
  }
}

/** Lines from the top, 12 mm apart, in the shipped font. */
function write(pen: SKRSContext2D, lines: readonly string[], mm: number, colour: string, face?: 'tinos'): void {
  pen.fillStyle = colour;
  pen.font = fontFor(Math.round(5 * mm), face);
  lines.forEach((line, index) => pen.fillText(line, 25 * mm, (35 + index * 12) * mm));
}

function fontFor(size: number, face: 'tinos' | undefined): string {
  if (face === undefined) {
    loadPaperFonts(installedFontFolder());
    return fontOf(size, 400);
  }
  // The Vietnamese letters first, as for papers of our own.
  const families = ['vietnamese', 'latin'].map((subset) => {
    const name = `drawn-${face}-${subset}`;
    if (!GlobalFonts.has(name)) GlobalFonts.register(readFileSync(createRequire(import.meta.url).resolve(`@fontsource/${face}/files/${face}-${subset}-400-normal.woff2`)), name);
    return name;
  });
  return `${size}px ${families.join(', ')}`;
}

function drawBackside(pen: SKRSContext2D, width: number, mm: number): void {
  pen.save();
  pen.translate(width, 0);
  pen.scale(-1, 1);
  // Paper scatters: the same once more, a little beside.
  for (const [x, y] of [[-0.2, 0], [0.2, 0], [0, -0.2], [0, 0.2]] as const) {
    pen.save();
    pen.translate(x * mm, y * mm);
    write(pen, WRITTEN_LINES, mm, 'rgba(0, 0, 0, 0.045)');
    pen.restore();
  }
  pen.restore();
}

function dust(pen: SKRSContext2D, width: number, height: number, mm: number): void {
  for (let speck = 0; speck < 60; speck += 1) round(pen, (speck * 7919) % width, (speck * 104_729) % height, (0.1 + (speck % 4) * 0.08) * mm, '#404040');
}

function round(pen: SKRSContext2D, x: number, y: number, radius: number, colour: string): void {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}

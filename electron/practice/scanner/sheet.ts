// Invented sheets of paper for the virtual scanner: A4, with a running number, lines of words and a red stamp, slightly askew. The same seed gives the same sheet.

import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

const FONT = 'practice-sheet';
const QUALITY = 45;
const WORDS =
  'căn cứ luật hộ tịch nghị định quy định chi tiết về việc đăng ký và xác nhận của người đề nghị theo mẫu nơi cư trú hiện nay thôn xã thành phố họ tên ngày tháng năm sinh giấy tờ kèm theo bản sao được chứng thực từ bản chính cam đoan những nội dung trên đây là đúng sự thật chịu trách nhiệm trước pháp luật'.split(' ');

export interface SheetOptions {
  readonly number: number;
  readonly seed: number;
  readonly dpi: number;
  readonly isGrey: boolean;
  readonly kind?: 'jpeg' | 'png';
}

/** A sheet as a file, by default JPEG: of roughly 100 to 300 KB at 200 dpi. */
export async function drawSheet({ number, seed, dpi, isGrey, kind = 'jpeg' }: SheetOptions): Promise<Uint8Array> {
  loadFonts();
  const canvas = createCanvas(Math.round((dpi * 210) / 25.4), Math.round((dpi * 297) / 25.4));
  const context = canvas.getContext('2d');
  const chance = chanceFrom(seed * 100_003 + number);
  context.fillStyle = '#f4f2ec';
  context.fillRect(0, 0, canvas.width, canvas.height);
  // From here on in millimetres of the sheet.
  context.scale(dpi / 25.4, dpi / 25.4);
  context.rotate((chance() - 0.5) * 0.012);
  const ink = isGrey ? '#2a2a2a' : '#1d2440';
  context.fillStyle = ink;
  context.textAlign = 'center';
  write(context, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 105, 20, 4.6);
  write(context, 'Độc lập – Tự do – Hạnh phúc', 105, 27, 4.4);
  write(context, `GIẤY TỜ MẪU SỐ ${number}`, 105, 46, 8);
  write(context, 'Trang giấy tập dượt, không có giá trị', 105, 54, 4);
  context.textAlign = 'left';
  for (let top = 68; top < 240; top += 8.4) {
    let line = '';
    while (line.length < 70) line += `${WORDS[Math.floor(chance() * WORDS.length)] ?? ''} `;
    write(context, line, 22, top, 4.1);
  }
  stamp(context, 150, 262, isGrey ? '#666' : '#c0252b');
  return kind === 'png' ? await canvas.encode('png') : await canvas.encode('jpeg', QUALITY);
}

function write(context: SKRSContext2D, text: string, x: number, y: number, size: number): void {
  context.font = `${size}px ${FONT}-vietnamese, ${FONT}-latin`;
  context.fillText(text, x, y);
}

function stamp(context: SKRSContext2D, x: number, y: number, colour: string): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  for (const [radius, width] of [[17, 0.9], [13.5, 0.4]] as const) {
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.stroke();
  }
  context.textAlign = 'center';
  write(context, 'MẪU', x, y + 2.4, 7);
}

/** Without fonts of its own a bare machine would draw empty sheets. */
function loadFonts(): void {
  const { resolve } = createRequire(import.meta.url);
  for (const subset of ['vietnamese', 'latin']) {
    const name = `${FONT}-${subset}`;
    if (!GlobalFonts.has(name)) GlobalFonts.registerFromPath(resolve(`@fontsource/be-vietnam-pro/files/be-vietnam-pro-${subset}-400-normal.woff2`), name);
  }
}

/** Numbers in [0, 1) that look like chance and always come in the same order (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
